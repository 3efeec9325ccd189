using Marquee.Api.Theaters;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Shows;

/// <summary>A theater and its shows of one movie.</summary>
internal sealed record TheaterShowsBody(TheaterItemBody Theater, double? DistanceKm, IReadOnlyList<ShowItemBody> Shows)
{
    public static IReadOnlyList<TheaterShowsBody> Of(ShowList list)
    {
        var shows = list.Shows.ToLookup(show => show.Theater);
        return [.. list.Theaters.Select(theater => Of(theater, shows[theater.Id]))];
    }

    private static TheaterShowsBody Of(TheaterSummary theater, IEnumerable<ShowSummary> shows) => new(
        TheaterItemBody.Of(theater with { DistanceKm = null }), TheaterItemBody.Rounded(theater.DistanceKm), [.. shows.Select(ShowItemBody.Of)]);
}

/// <summary>A show in a list. How many seats it has left is asked by its id.</summary>
/// <param name="Date">The day of the programme: a show before five in the morning is one of the day before.</param>
internal sealed record ShowItemBody(
    string Id,
    string MovieId,
    string TheaterId,
    ShowScreenBody Screen,
    DateTimeOffset StartsAt,
    string LocalStartsAt,
    DateOnly Date,
    DateTimeOffset EndsAt,
    string Language,
    string? Format,
    ShowStatus Status,
    ShowPricesBody Prices)
{
    public static ShowItemBody Of(ShowSummary show) => new(
        show.Id.ToString(), show.Movie.ToString(), show.Theater.ToString(), new(show.Screen.ToString(), show.ScreenName), show.StartsAt,
        LocalTime.Of(show.StartsAt, show.TimeZone), show.Date, show.EndsAt, show.Language, show.Format, ShowStatus.Scheduled, ShowPricesBody.Of(show.Prices));
}
