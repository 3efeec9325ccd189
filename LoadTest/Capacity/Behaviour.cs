namespace Marquee.LoadTest.Capacity;

/// <summary>What users do who have the app open, on average, in the busiest hour.</summary>
internal sealed record Behaviour
{
    /// <summary>Searches, lists and shows that a user looks at in a minute.</summary>
    public double PagesPerMinute { get; init; } = 2;

    public double SeatMapsPerMinute { get; init; } = 0.3;

    /// <summary>Share of the users who have a live seat map open.</summary>
    public double Watching { get; init; } = 0.05;

    /// <summary>Seats held in a minute by a user: one in some forty minutes.</summary>
    public double HoldsPerMinute { get; init; } = 0.025;

    /// <summary>Share of the holds that become bookings.</summary>
    public double Paid { get; init; } = 0.6;

    /// <summary>Shows that are on sale and looked at, for each user.</summary>
    public double ShowsPerUser { get; init; } = 0.02;

    /// <summary>How many more users watch the show of a seat that changes hands than watch a show on average: who buys, buys where others look.</summary>
    public double Crowding { get; init; } = 10;

    /// <summary>Hours in a day as busy as the busiest, for what is kept.</summary>
    public double BusyHours { get; init; } = 6;
}
