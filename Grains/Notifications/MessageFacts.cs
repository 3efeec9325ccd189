using Marquee.Payments;

namespace Marquee.Notifications;

/// <summary>What a message tells of the show and the booking, as it was when it happened. Nothing of the person: they may be forgotten.</summary>
/// <param name="Original">The film's title in its own language, where that is another.</param>
/// <param name="Before">When the show was to start before it was moved.</param>
/// <param name="Seats">Those that it is about: of a cancellation, those given back.</param>
/// <param name="Kept">Seats that the booking still has after some were given back.</param>
/// <param name="Paid">For the whole booking.</param>
/// <param name="Back">Money that goes or went back.</param>
internal sealed record MessageFacts(
    string Movie,
    string? Original,
    string Theater,
    string Address,
    string Screen,
    string TimeZone,
    DateTimeOffset StartsAt,
    IReadOnlyList<string> Seats,
    Money Paid,
    DateTimeOffset? Before = null,
    IReadOnlyList<string>? Kept = null,
    Money? Back = null,
    RefundTo? To = null);
