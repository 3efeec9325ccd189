namespace Marquee.Shows;

/// <summary>Payload of <c>show-opened</c> on the catalog topic.</summary>
public sealed record ShowOpened(
    string Id,
    string Movie,
    string Theater,
    string Screen,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string TimeZone,
    string Language,
    string? Format,
    SeatPrices Prices,
    int SeatsTotal)
{
    public const string Type = "show-opened";
}

/// <summary>Payload of <c>show-rescheduled</c>: the whole show at its new time.</summary>
/// <param name="Moves">How often it was moved, this time included.</param>
/// <param name="Before">When it was to start before.</param>
public sealed record ShowRescheduled(ShowOpened Show, int Moves, DateTimeOffset Before)
{
    public const string Type = "show-rescheduled";
}

/// <summary>Payload of <c>show-canceled</c>: it will not take place, and everybody who paid gets all of it back.</summary>
public sealed record ShowCanceled(string Id, string Movie, string Theater, DateTimeOffset StartsAt, string Reason, string By, DateTimeOffset At)
{
    public const string Type = "show-canceled";
}

/// <summary>Payload of <c>show-cancellation-paused</c> and <c>show-cancellation-resumed</c>: an admin stopped paying back, or went on.</summary>
public sealed record ShowCancellationChanged(string Id)
{
    public const string Paused = "show-cancellation-paused";
    public const string Resumed = "show-cancellation-resumed";
}

/// <summary>Payload of <c>seats-blocked</c> and <c>seats-unblocked</c>: seats that went off sale, or back on.</summary>
/// <param name="Seats">Labels, those alone that had not been so before.</param>
public sealed record SeatsBlocked(string Id, IReadOnlyList<string> Seats, string? Reason)
{
    public const string Type = "seats-blocked";
    public const string Undone = "seats-unblocked";
}

/// <summary>Payload of <c>show-withdrawn</c>: the show is off sale and nobody had a seat.</summary>
public sealed record ShowWithdrawn(string Id)
{
    public const string Type = "show-withdrawn";
}
