using System.Text.Json.Serialization;
using Marquee.Shows;

namespace Marquee.Api.Shows;

/// <summary>A show as the API shows it, with what its movie, theater and screen are called.</summary>
/// <param name="LocalStartsAt">The start by the clock on the theater's wall, <c>2026-11-24T00:00:00</c>.</param>
/// <param name="SeatsFree">Seats that can be held now.</param>
/// <param name="Tag">Differs whenever anything else here does.</param>
internal sealed record ShowBody(
    string Id,
    ShowMovieBody Movie,
    ShowTheaterBody Theater,
    ShowScreenBody Screen,
    DateTimeOffset StartsAt,
    string LocalStartsAt,
    DateTimeOffset EndsAt,
    string Language,
    ShowStatus Status,
    ShowPricesBody Prices,
    int SeatsFree,
    [property: JsonIgnore] string Tag,
    string? Format = null);

internal sealed record ShowMovieBody(string Id, string Title, int DurationMinutes, string? Certificate = null);

internal sealed record ShowTheaterBody(string Id, string Name, string City, string TimeZone);

internal sealed record ShowScreenBody(string Id, string Name);

/// <summary>Ticket price by category. A category that the hall lacks costs 0.</summary>
internal sealed record ShowPricesBody(Money Silver, Money Gold, Money Platinum)
{
    public static ShowPricesBody Of(SeatPrices prices) =>
        new(new(prices.Silver, prices.Currency), new(prices.Gold, prices.Currency), new(prices.Platinum, prices.Currency));
}
