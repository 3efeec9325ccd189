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

/// <summary>Payload of <c>show-withdrawn</c>: the show is off sale and nobody had a seat.</summary>
public sealed record ShowWithdrawn(string Id)
{
    public const string Type = "show-withdrawn";
}
