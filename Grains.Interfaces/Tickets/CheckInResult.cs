using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Tickets;

/// <summary>Numbers are stored: append only.</summary>
public enum CheckInOutcome : byte
{
    CheckedIn = 0,
    Replayed = 1,
    KeyReused = 2,

    /// <summary>Not a code of ours: unreadable, or not signed by one of our keys.</summary>
    TicketInvalid = 3,

    /// <summary>Not a ticket of a theater where this caller may let guests in.</summary>
    OtherTheater = 4,

    /// <summary>Not a ticket of the show that is let in at this door.</summary>
    OtherShow = 5,

    /// <summary>The booking is not confirmed.</summary>
    NotConfirmed = 6,

    /// <summary>The booking or its show was canceled.</summary>
    Canceled = 7,

    /// <summary>Seats were given back since it was issued; there is a newer ticket.</summary>
    Outdated = 8,
    TooEarly = 9,
    ShowEnded = 10,

    /// <summary>The booking never had some of these seats.</summary>
    SeatUnknown = 11,

    /// <summary>Some of these seats were given back.</summary>
    SeatCanceled = 12,
    AlreadyCheckedIn = 13,
}

/// <summary>Guests who were let in.</summary>
/// <param name="Seats">Labels.</param>
/// <param name="At">When they came in.</param>
/// <param name="RecordedAt">When it became known here: later where the device could not ask.</param>
/// <param name="By">Who scanned.</param>
[GenerateSerializer, Immutable, Alias("marquee.check-in-view")]
public sealed record CheckInView(
    [property: Id(0)] CheckInId Id,
    [property: Id(1)] ImmutableArray<string> Seats,
    [property: Id(2)] DateTimeOffset At,
    [property: Id(3)] DateTimeOffset RecordedAt,
    [property: Id(4)] UserId By,
    [property: Id(5)] string? Door);

/// <param name="CheckIn">What was let in by this scan. Null where it was refused.</param>
/// <param name="Earlier">The check-ins that stood in the way, oldest first.</param>
/// <param name="Seats">The seats that stood in the way.</param>
/// <param name="Left">Seats of the booking that nobody has come in for.</param>
/// <param name="Booking">Null where the code could not be read.</param>
[GenerateSerializer, Immutable, Alias("marquee.check-in-result")]
public sealed record CheckInResult(
    [property: Id(0)] CheckInOutcome Outcome,
    [property: Id(1)] CheckInView? CheckIn,
    [property: Id(2)] ImmutableArray<CheckInView> Earlier,
    [property: Id(3)] ImmutableArray<string> Seats,
    [property: Id(4)] ImmutableArray<string> Left,
    [property: Id(5)] BookingId? Booking,
    [property: Id(6)] ShowView? Show)
{
    public static CheckInResult Refuse(CheckInOutcome why) => new(why, null, [], [], [], null, null);
}
