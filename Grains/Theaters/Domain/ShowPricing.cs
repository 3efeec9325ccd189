using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Theaters.Domain;

/// <summary>Every category that a hall has needs a price; one that it lacks costs 0 where none was named.</summary>
internal static class ShowPricing
{
    public static ImmutableArray<SeatCategory> Unpriced(ScreenLayout layout, PriceList prices) =>
        [.. layout.Rows.Select(row => row.Category).Distinct().Where(category => Named(prices, category) is null).Order()];

    public static SeatPrices Of(PriceList prices) => new(prices.Currency, prices.Silver ?? 0, prices.Gold ?? 0, prices.Platinum ?? 0);

    private static long? Named(PriceList prices, SeatCategory category) => category switch
    {
        SeatCategory.Silver => prices.Silver,
        SeatCategory.Gold => prices.Gold,
        SeatCategory.Platinum => prices.Platinum,
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "No such category."),
    };
}
