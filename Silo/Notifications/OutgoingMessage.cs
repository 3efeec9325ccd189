using Marquee.Notifications;

namespace Marquee.Silo.Notifications;

/// <summary>A message ready to be sent.</summary>
/// <param name="Id">Providers that know repeats by an id are given this one.</param>
/// <param name="Name">Of the customer.</param>
/// <param name="Addresses">An e-mail address, a phone number, or the tokens of devices.</param>
/// <param name="Ticket">Null where the message has none.</param>
/// <param name="DepartAsync">Called right before the message leaves, when all that can fail before has gone well; saves that it may have left.</param>
internal sealed record OutgoingMessage(
    NotificationId Id,
    NotificationKind Kind,
    BookingId Booking,
    DateTimeOffset CreatedAt,
    string Name,
    IReadOnlyList<string> Addresses,
    Letter Letter,
    TicketFiles? Ticket,
    Func<CancellationToken, Task> DepartAsync)
{
    public string Address => Addresses[0];
}

/// <param name="Short">For where there is room for a sentence or two.</param>
internal sealed record Letter(string Language, string Subject, string Html, string Text, string Heading, string Short);

/// <summary>A ticket as a letter brings it.</summary>
/// <param name="Code">PNG.</param>
internal sealed record TicketFiles(byte[] Pdf, byte[] Calendar, byte[] Code);
