using System.Text;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Theaters;
using Marquee.Users;
using Marquee.Wallets;

namespace Marquee.Silo.Demo;

/// <summary>
/// Fills the cluster with the demo and keeps its programme a week long. Every id is derived from the demo's own names, so another start
/// adds only what is missing, and nobody's changes are undone.
/// </summary>
internal sealed class DemoLoader(IGrainFactory grains, TimeProvider clock)
{
    public const string AdminEmail = "admin@marquee.test";
    public const string CustomerEmail = "customer@marquee.test";
    private const string AdminPassword = "admin-demo-2026";
    private const string CustomerPassword = "customer-demo-2026";
    private const int Days = 7;
    private const int TheatersAtOnce = 8;
    private static readonly Money Welcome = new(500_000, "INR");

    private readonly DemoCatalogue _demo = DemoCatalogue.Read();

    /// <param name="progress">Told in words what is being done.</param>
    public async Task LoadAsync(Action<string> progress, CancellationToken cancellation)
    {
        await AddAccountsAsync(cancellation);
        progress($"Loading the demo: {_demo.Movies.Length} movies, {_demo.Theaters.Length} theaters");
        await Parallel.ForEachAsync(_demo.Movies, cancellation, async (movie, _) => await AddAsync(movie));
        await Parallel.ForEachAsync(_demo.Theaters, AtOnce(cancellation), async (theater, _) => await AddAsync(theater));

        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        // A day before and after: somewhere it is still yesterday, or tomorrow already.
        var shows = DemoSchedule.Between(_demo, today.AddDays(-1), today.AddDays(Days))
            .Where(show => show.StartsAt > now && show.StartsAt <= now.AddDays(Days)).GroupBy(show => show.Theater.Slug).ToList();
        progress($"Loading the demo: {shows.Sum(theater => theater.Count())} shows of the next {Days} days");
        await Parallel.ForEachAsync(shows, AtOnce(cancellation), async (theater, _) =>
        {
            foreach (var show in theater) await AddAsync(show);
        });
    }

    private static ParallelOptions AtOnce(CancellationToken cancellation) => new() { MaxDegreeOfParallelism = TheatersAtOnce, CancellationToken = cancellation };

    private async Task AddAccountsAsync(CancellationToken cancellation)
    {
        await FirstAdmin.EnsureAccountAsync(grains, AdminEmail, AdminPassword, "Demo admin", UserRole.Admin, cancellation);
        var customer = await FirstAdmin.EnsureAccountAsync(grains, CustomerEmail, CustomerPassword, "Demo customer", UserRole.Customer, cancellation);
        var gift = new WalletMovement(Ids.Derive<PaymentId>("demo", CustomerEmail).Value, Welcome, CounterAccounts.Promotions, "demo");
        await grains.Grain<IWalletGrain>(customer.ToString()).Move(gift);
    }

    private Task<SaveMovieResult> AddAsync(DemoMovie movie)
    {
        var document = new MovieDocument(
            movie.Title, movie.OriginalTitle, movie.Languages, movie.Genres, movie.DurationMinutes, movie.Certificate, movie.ReleaseDate,
            movie.Synopsis, null, [.. movie.Cast.Select(cast => new Credit(cast.Name, cast.Role))],
            [.. movie.Crew.Select(crew => new Credit(crew.Name, crew.Job))], movie.Tags, movie.ExternalId, movie.Attributes.GetRawText());
        return grains.Grain<IMovieGrain>(IdOf(movie).ToString()).Save(new SaveMovie(document, Once(movie.ExternalId)));
    }

    private async Task AddAsync(DemoTheater theater)
    {
        var grain = GrainOf(theater);
        var details = new TheaterDetails(
            theater.Name, theater.City, theater.Address, new GeoPoint(theater.Location.Lat, theater.Location.Lon), theater.TimeZone, theater.Amenities);
        await grain.Save(new SaveTheater(details, Once(theater.Slug)));
        foreach (var screen in theater.Screens)
            await grain.SaveScreen(new SaveScreen(IdOf(theater, screen), screen.Name, _demo.LayoutOf(screen).ToScreenLayout(), Once(screen.Slug)));
    }

    /// <summary>A screen that somebody has taken for a show of their own is theirs.</summary>
    private Task<ScheduleResult> AddAsync(DemoShow show)
    {
        var prices = new PriceList(show.Prices.Currency, show.Prices.Silver, show.Prices.Gold, show.Prices.Platinum);
        return GrainOf(show.Theater).Schedule(new ScheduleShow(
            Ids.Derive<ShowId>("demo", show.Key), IdOf(show.Movie), IdOf(show.Theater, show.Screen), show.StartsAt, show.Language, show.Format,
            prices, (int)DemoSchedule.Cleaning.TotalMinutes, new ShowRules(), Print(show.Key)));
    }

    private ITheaterGrain GrainOf(DemoTheater theater) => grains.Grain<ITheaterGrain>(Ids.Derive<TheaterId>("demo", theater.Slug).ToString());

    private static MovieId IdOf(DemoMovie movie) => Ids.Derive<MovieId>("demo", movie.ExternalId);

    private static ScreenId IdOf(DemoTheater theater, DemoScreen screen) => Ids.Derive<ScreenId>("demo", theater.Slug, screen.Slug);

    private static Precondition Once(string name) => Precondition.Create(Print(name));

    private static Fingerprint Print(string name) => Fingerprint.Of(Encoding.UTF8.GetBytes(name));
}
