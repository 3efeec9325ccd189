using Marquee.Storage;

namespace Marquee.Silo.Outbox;

/// <summary>An event on its way to those who handle it.</summary>
/// <param name="Position">Grows with each event of one aggregate, in the outbox as in a group's inbox.</param>
/// <param name="Payload">JSON in UTF-8.</param>
internal sealed record OutboxRow(long Position, Guid Id, string Topic, string Type, string Aggregate, DateTimeOffset OccurredAt, byte[] Payload)
{
    private object? _read;

    /// <summary>What the payload says. Several look at the same event one after the other, and it is parsed for the first of them alone.</summary>
    /// <exception cref="System.Text.Json.JsonException">It is none of that kind.</exception>
    public T Read<T>() where T : class
    {
        if (_read is not T read) _read = read = Events.Read<T>(Payload);
        return read;
    }
}
