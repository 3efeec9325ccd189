namespace Marquee.Silo.Outbox;

/// <summary>An event on its way to those who handle it.</summary>
/// <param name="Position">Grows with each event of one aggregate, in the outbox as in a group's inbox.</param>
/// <param name="Payload">JSON in UTF-8.</param>
internal sealed record OutboxRow(long Position, Guid Id, string Topic, string Type, string Aggregate, DateTimeOffset OccurredAt, byte[] Payload);
