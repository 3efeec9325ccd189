namespace Marquee.Silo.Outbox;

/// <summary>An event as the relay finds it in the outbox.</summary>
/// <param name="Position">Grows with each event of one aggregate; unique in its topic.</param>
/// <param name="Payload">JSON in UTF-8.</param>
internal sealed record OutboxRow(long Position, Guid Id, string Topic, string Type, string Aggregate, DateTimeOffset OccurredAt, byte[] Payload);
