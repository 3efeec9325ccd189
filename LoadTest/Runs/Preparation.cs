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
    private readonly MarqueeClient _admin = new(urls[0]);

    // Every run has movies of its own that its visitors find.
    private readonly string _word = $"L{Guid.NewGuid():N}"[..10];

    public async Task<Stage> MakeAsync()
    {
        await _admin.SignInAsync(admin.Email, admin.Password);
        var house = new House(_admin);
        var movies = await Task.WhenAll(Enumerable.Range(1, Movies).Select(number => house.MakeMovieAsync($"{_word} {number}")));
        var shows = new StagedShow[options.Shows];
        await Parallel.ForEachAsync(Enumerable.Range(0, (options.Shows + ShowsInTheater - 1) / ShowsInTheater), async (theater, _) =>
        {
            var place = await house.OpenTheaterAsync(Hall.Usual.Rows, Hall.Usual.SeatsInRow);
            for (var slot = 0; slot < ShowsInTheater && (theater * ShowsInTheater) + slot < shows.Length; slot++)
            {
                var show = (theater * ShowsInTheater) + slot;
                shows[show] = new StagedShow(await house.OpenShowAsync(movies[show % Movies], place, clock.GetUtcNow().AddHours(5 + (3 * slot))), movies[show % Movies]);
            }
        });
        return new Stage(urls, _word, movies, shows, await RegisterAsync());
    }

    public void Dispose() => _admin.Dispose();

    private async Task<Session[]> RegisterAsync()
    {
        var sessions = new Session[options.Customers];
        await Parallel.ForEachAsync(Enumerable.Range(0, sessions.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            using var customer = new MarqueeClient(urls[number % urls.Count]);
            sessions[number] = Customer.Read((await NewCustomer.RegisterAsync(customer)).Session, clock.GetUtcNow());
        });
        return sessions;
    }
}
