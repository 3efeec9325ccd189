namespace Marquee.Silo.Outbox;

/// <summary>An event as the relay finds it in the outbox.</summary>
/// <param name="Payload">JSON in UTF-8.</param>
internal sealed record OutboxRow(Guid Id, string Topic, string Type, string Aggregate, DateTimeOffset OccurredAt, byte[] Payload);
