using Marquee.Theaters;

namespace Marquee.Shows;

/// <summary>Puts a show on sale with the layout and prices it will keep.</summary>
[GenerateSerializer, Immutable, Alias("marquee.open-show")]
public sealed record OpenShow(
    [property: Id(0)] MovieId Movie,
    [property: Id(1)] TheaterId Theater,
    [property: Id(2)] ScreenId Screen,
    [property: Id(3)] int LayoutVersion,
    [property: Id(4)] ScreenLayout Layout,
    [property: Id(5)] DateTimeOffset StartsAt,
    [property: Id(6)] DateTimeOffset EndsAt,
    [property: Id(7)] string TimeZone,
    [property: Id(8)] string Language,
    [property: Id(9)] string? Format,
    [property: Id(10)] SeatPrices Prices,
    [property: Id(11)] ShowRules Rules);

/// <summary>Ticket price by category, all in one currency.</summary>
[GenerateSerializer, Immutable, Alias("marquee.seat-prices")]
public sealed record SeatPrices(
    [property: Id(0)] string Currency,
    [property: Id(1)] long Silver,
    [property: Id(2)] long Gold,
    [property: Id(3)] long Platinum)
{
    public long Of(SeatCategory category) => category switch
    {
        SeatCategory.Silver => Silver,
        SeatCategory.Gold => Gold,
        SeatCategory.Platinum => Platinum,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No such category."),
    };
}

/// <summary>What a show asks of those who book it.</summary>
/// <param name="SingleSeatGap">True where no selection may leave a single free seat that nobody will buy.</param>
/// <param name="MaxSeats">Seats one customer may have of this show across bookings: 1 to 10.</param>
/// <param name="Refunds">Null where the show was given none: <see cref="RefundPolicy.Default"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.show-rules")]
public sealed record ShowRules(
    [property: Id(0)] bool SingleSeatGap = false,
    [property: Id(1)] int MaxSeats = ShowRules.MostSeats,
    [property: Id(2)] RefundPolicy? Refunds = null)
{
    public const int MostSeats = 10;

    public RefundPolicy RefundPolicy => Refunds ?? RefundPolicy.Default;
}
