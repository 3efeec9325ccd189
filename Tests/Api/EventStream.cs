using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Marquee.Tests.Api;

/// <param name="Name">snapshot or change; empty for a comment.</param>
internal sealed record StreamedEvent(string Name, long Id, string Data)
{
    public JsonElement Json => JsonElement.Parse(Data);

    /// <summary>What became of a seat, in a change.</summary>
    public string? StatusOf(string seat) => Json.GetProperty("seats").TryGetProperty(seat, out var status) ? status.GetString() : null;
}

/// <summary>Server-sent events as a browser reads them.</summary>
internal sealed class EventStream(HttpResponseMessage response, Stream stream) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly StreamReader _reader = new(stream, Encoding.UTF8);

    /// <summary>The next event, comments included; null at the end.</summary>
    public async Task<StreamedEvent?> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (name, id, data) = ("", 0L, "");
        while (await _reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Length == 0) return new StreamedEvent(name, id, data);
            var (field, value) = (line.Split(':')[0], line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimStart());
            if (field == "event") name = value;
            else if (field == "id") id = long.Parse(value, CultureInfo.InvariantCulture);
            else if (field == "data") data = value;
        }

        return null;
    }

    /// <summary>The next one that is no comment.</summary>
    public async Task<StreamedEvent> EventAsync()
    {
        while (await NextAsync() is { } told)
            if (told.Name.Length > 0) return told;
        throw new EndOfStreamException("The stream has ended.");
    }

    public void Dispose()
    {
        _reader.Dispose();
        response.Dispose();
    }
}
