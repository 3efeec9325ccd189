using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Marquee.Api.Movies.Import;

/// <summary>Reads a movie a line. Never holds more than one line, and what the pipe has read ahead.</summary>
internal sealed class NdjsonLines(PipeReader body, JsonSerializerOptions json, int longest)
{
    private const byte End = (byte)'\n';

    public async IAsyncEnumerable<ImportLine> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (number, skipping) = (1, false);
        while (true)
        {
            var read = await body.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (TryCut(ref buffer, read.IsCompleted, out var line))
            {
                if (Parse(number, line, skipping || line.Length > longest) is { } found) yield return found;
                (number, skipping) = (number + 1, false);
            }

            // A line without an end is let go piece by piece, and refused when the end comes.
            if (buffer.Length > longest) (skipping, buffer) = (true, buffer.Slice(buffer.End));
            body.AdvanceTo(buffer.Start, buffer.End);
            if (read.IsCompleted) yield break;
        }
    }

    private static bool TryCut(ref ReadOnlySequence<byte> buffer, bool last, out ReadOnlySequence<byte> line)
    {
        line = buffer;
        if (buffer.PositionOf(End) is { } end)
        {
            line = buffer.Slice(0, end);
            buffer = buffer.Slice(buffer.GetPosition(1, end));
            return true;
        }

        if (!last || buffer.IsEmpty) return false;
        buffer = buffer.Slice(buffer.End);
        return true;
    }

    /// <summary>Null where the line is empty.</summary>
    private ImportLine? Parse(int number, ReadOnlySequence<byte> line, bool tooLong)
    {
        if (tooLong) return new ImportLine(number, null, $"The line has more than {longest} bytes.");
        var text = line.ToArray().AsSpan().Trim(" \t\r"u8);
        if (number == 1 && text.StartsWith("\uFEFF"u8)) text = text["\uFEFF"u8.Length..];
        if (text.IsEmpty) return null;
        try
        {
            return JsonSerializer.Deserialize<MovieLine>(text, json) is { } movie
                ? new ImportLine(number, movie, null)
                : new ImportLine(number, null, "The line is not a JSON object.");
        }
        catch (Exception failure) when (failure is JsonException or BadHttpRequestException or InvalidOperationException)
        {
            var path = (failure as JsonException)?.Path;
            return new ImportLine(number, null, path is null or "$" ? "The line is not the JSON object that is expected here." : $"The JSON at '{path}' is unknown, repeated or of the wrong type.");
        }
    }
}
