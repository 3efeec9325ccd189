using System.Globalization;
using Marquee.Shows;

namespace Marquee.Silo.Demo;

/// <summary>
/// Plans four or five shows a day for every screen, from ten in the morning to half past eleven at night by the theater's clock. The same
/// catalogue and date always give the same programme, whatever range they are asked in.
/// </summary>
internal static class DemoSchedule
{
    public static readonly TimeSpan Cleaning = TimeSpan.FromMinutes(20);

    private const int FewestShows = 4;
    private const int MostShows = 5;
    private const int FirstYearBeyond2D = 2009;

    private static readonly TimeOnly Opens = new(10, 0);
    private static readonly TimeOnly Closes = new(23, 30);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Stagger = TimeSpan.FromMinutes(10);

    /// <param name="first">First local date of each theater.</param>
    /// <param name="last">Last local date, included.</param>
    public static IEnumerable<DemoShow> Between(DemoCatalogue catalogue, DateOnly first, DateOnly last) =>
        from theater in catalogue.Theaters
        let repertoire = new DemoRepertoire(theater, catalogue.Movies)
        from screen in theater.Screens
        from day in Enumerable.Range(0, Math.Max(0, last.DayNumber - first.DayNumber + 1))
        from show in Day(theater, screen, repertoire, first.AddDays(day))
        select show;

    private static IEnumerable<DemoShow> Day(DemoTheater theater, DemoScreen screen, DemoRepertoire repertoire, DateOnly date)
    {
        var occasion = string.Create(CultureInfo.InvariantCulture, $"{theater.Slug}/{screen.Slug}/{date:yyyy-MM-dd}");
        // Screens open one after the other so that their audiences do not meet at the door.
        var open = date.ToDateTime(Opens) + (Stagger * theater.Screens.IndexOf(screen));
        var cleaned = date.ToDateTime(Closes) + Cleaning;
        var share = (cleaned - open) / FewestShows;
        var played = new HashSet<string>(StringComparer.Ordinal);

        var at = open;
        for (var place = 0; place < MostShows; place++)
        {
            // Each of the first shows keeps within its share of the day, or one long film would leave too little for the rest.
            var until = open + (share * Math.Min(place + 1, FewestShows));
            var movie = repertoire.For(occasion, place).FirstOrDefault(movie => !played.Contains(movie.ExternalId) && at + Occupied(movie) <= until);
            if (movie is null) yield break;
            played.Add(movie.ExternalId);
            yield return Show(theater, screen, movie, at);
            at = RoundUp(at + Occupied(movie));
        }
    }

    private static DemoShow Show(DemoTheater theater, DemoScreen screen, DemoMovie movie, DateTime localStart)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(theater.TimeZone);
        var startsAt = new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(localStart, zone));
        return new DemoShow(
            string.Create(CultureInfo.InvariantCulture, $"{theater.Slug}/{screen.Slug}/{localStart:yyyy-MM-dd'T'HH:mm}"),
            theater,
            screen,
            movie,
            startsAt,
            startsAt.AddMinutes(movie.DurationMinutes),
            theater.Languages.First(language => movie.Languages.Contains(language)),
            movie.ReleaseDate.Year < FirstYearBeyond2D ? "2D" : screen.Format,
            new SeatPrices(theater.Currency, screen.Prices.Silver, screen.Prices.Gold, screen.Prices.Platinum));
    }

    private static TimeSpan Occupied(DemoMovie movie) => TimeSpan.FromMinutes(movie.DurationMinutes) + Cleaning;

    private static DateTime RoundUp(DateTime time) => new((time.Ticks + Step.Ticks - 1) / Step.Ticks * Step.Ticks, time.Kind);
}
