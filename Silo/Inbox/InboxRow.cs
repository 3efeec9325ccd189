using Marquee.Silo.Outbox;

namespace Marquee.Silo.Inbox;

/// <summary>An event that a group has in hand.</summary>
/// <param name="Failures">How often it failed before.</param>
internal sealed record InboxRow(OutboxRow Event, int Failures);
