using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Runs;

/// <summary>Makes what visitors need, over HTTP as an admin: movies, theaters, shows that nobody has booked, and customers who can pay.</summary>
internal sealed class Preparation(RunOptions options, IReadOnlyList<Uri> urls, Account admin, TimeProvider clock) : IDisposable
{
    private const int ShowsInTheater = 50;
    private const int Movies = 10;
    private const int AtOnce = 8;
    private const string Password = "a password for load tests";
    private static readonly string[] Languages = ["en"];
    private static readonly string[] Genres = ["test"];
    private readonly MarqueeClient _admin = new(urls[0]);

    // Every run has movies of its own that its visitors find.
    private readonly string _word = $"L{Guid.NewGuid():N}"[..10];

    public async Task<Stage> MakeAsync()
    {
        await _admin.SignInAsync(admin.Email, admin.Password);
        var movies = await Task.WhenAll(Enumerable.Range(1, Movies).Select(number =>
            CreateAsync("/v1/admin/movies", new { title = $"{_word} {number}", languages = Languages, genres = Genres, durationMinutes = 90 })));
        var shows = new StagedShow[options.Shows];
        await Parallel.ForEachAsync(Enumerable.Range(0, (options.Shows + ShowsInTheater - 1) / ShowsInTheater), async (theater, _) =>
        {
            var (place, screen) = await OpenTheaterAsync();
            for (var slot = 0; slot < ShowsInTheater && (theater * ShowsInTheater) + slot < shows.Length; slot++)
            {
                var show = (theater * ShowsInTheater) + slot;
                shows[show] = new StagedShow(await OpenShowAsync(place, screen, movies[show % Movies], slot), movies[show % Movies]);
            }
        });
        return new Stage(urls, _word, movies, shows, await RegisterAsync());
    }

    public void Dispose() => _admin.Dispose();

    private async Task<(string Theater, string Screen)> OpenTheaterAsync()
    {
        var theater = await CreateAsync("/v1/admin/theaters", new
        {
            name = "Load test", city = "Load test", address = "Nowhere", location = new { lat = 0.0, lon = 0.0 }, timeZone = "Etc/UTC",
        });
        var rows = Enumerable.Range(0, Hall.Usual.Rows).Select(row => new { label = $"{(char)('A' + row)}", category = "silver", seats = $"1-{Hall.Usual.SeatsInRow}" });
        return (theater, await CreateAsync($"/v1/admin/theaters/{theater}/screens", new { name = "1", layout = new { rows } }));
    }

    private Task<string> OpenShowAsync(string theater, string screen, string movie, int slot)
    {
        var price = new { amount = 20_000, currency = "INR" };
        return CreateAsync("/v1/admin/shows", new
        {
            movieId = movie, theaterId = theater, screenId = screen, startsAt = clock.GetUtcNow().AddHours(5 + (3 * slot)), language = "en",
            prices = new { silver = price, gold = price, platinum = price },
        });
    }

    private async Task<Session[]> RegisterAsync()
    {
        var sessions = new Session[options.Customers];
        await Parallel.ForEachAsync(Enumerable.Range(0, sessions.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            using var customer = new MarqueeClient(urls[number % urls.Count]);
            var email = $"{Guid.NewGuid():N}@load.test";
            await customer.PostAsync("/v1/users", new { email, password = Password, name = "Load test" });
            sessions[number] = Customer.Read(await customer.SessionAsync(email, Password), clock.GetUtcNow());
            await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = new { amount = 100_000_000, currency = "INR" }, method = "card" });
        });
        return sessions;
    }

    private async Task<string> CreateAsync(string path, object body) => (await _admin.PostAsync(path, body)).GetProperty("id").GetString()!;
}
