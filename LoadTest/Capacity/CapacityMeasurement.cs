using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Capacity;

/// <summary>
/// Measures what each operation costs in an API, in silos and in PostgreSQL, and then whether a mixture of them, on one, two and three silos,
/// costs what these add up to. What three silos cost is predicted from one and two.
/// </summary>
internal sealed class CapacityMeasurement(int count, TextWriter output)
{
    private const int Customers = 2_000;
    private const int Connections = 16;
    private const int Shows = 100;

    /// <summary>Of seats, of a hold and of its sale.</summary>
    private const int ChangesOfBooking = 2;

    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    private static readonly Kind[] Alone = [Kind.Page, Kind.SeatMap, Kind.Hold, Kind.Booking];

    /// <summary>Twenty turns of the mixture.</summary>
    private static readonly Kind[] Twenty =
        [.. Enumerable.Repeat(Kind.Page, 12), .. Enumerable.Repeat(Kind.SeatMap, 4), Kind.Hold, Kind.Booking, Kind.Booking, Kind.Booking];

    public async Task RunAsync()
    {
        // A thread that has nothing to do looks for work for a while before it sleeps. With more processes than processors, none of them full,
        // that is most of what is counted, and nothing that an operation needs. Inherited by what is started.
        Environment.SetEnvironmentVariable("DOTNET_ThreadPool_UnfairSemaphoreSpinLimit", "0");
        Dictionary<Kind, Cost> one = [];
        Dictionary<Kind, OperationCost> costs = [];
        var change = new Cost(0, 0, 0, 0);
        for (var silos = 1; silos <= 3; silos++)
        {
            await output.WriteLineAsync($"Starting PostgreSQL, an API and {silos} {(silos == 1 ? "silo" : "silos")}...");
            await using var database = await Database.StartAsync();
            await using var side = await ProductSide.StartClusterAsync(database, Customers, Hall.Usual, silos);
            // Nobody is measured while its code is still being compiled.
            await TakeAsync(side, database, Mixture, "warm-up", Math.Max(4 * count, 16_000));
            await RestAsync(side);
            if (silos <= 2)
            {
                Dictionary<Kind, Cost> alone = [];
                foreach (var kind in Alone)
                {
                    alone[kind] = await TakeAsync(side, database, turn => (kind, turn), $"{kind}", kind is Kind.Page or Kind.SeatMap ? 4 * count : count);
                    await TellAsync($"one {kind}, {silos}", alone[kind]);
                }

                if (silos == 1)
                {
                    one = alone;
                    var seen = await TakeAsync(side, database, turn => (Kind.SeenBooking, turn), "seen", count);
                    // The database has no part in it: bookings that come more slowly share less of what is written at once.
                    change = ((seen - alone[Kind.SeatMap] - alone[Kind.Booking]) * (1.0 / ChangesOfBooking)) with { DatabaseMs = 0, LogBytes = 0 };
                    await TellAsync("a change that an API is told", change);
                }

                costs = Alone.ToDictionary(kind => kind, kind => silos == 1 ? new OperationCost(alone[kind], new Cost(0, 0, 0, 0)) : OperationCost.Of(one[kind], alone[kind]));
            }

            var measured = await TakeAsync(side, database, Mixture, "mixture", 4 * count);
            var changes = Twenty.Sum(kind => kind switch { Kind.Hold => 1, Kind.Booking => ChangesOfBooking, _ => 0 });
            var predicted = (Twenty.Select(kind => costs[kind].With(silos)).Aggregate((sum, cost) => sum + cost) + (change * changes)) * (1.0 / Twenty.Length);
            await TellAsync($"the mixture, predicted, {silos}", predicted);
            await TellAsync($"the mixture, measured, {silos}", measured);
            foreach (var wrong in await side.CheckAsync()) throw new InvalidOperationException(wrong);
        }
    }

    /// <summary>
    /// What is done in a turn, and as which of its kind it is, so that each kind comes to all shows. Holds and bookings are of one kind
    /// there: no two of them want the same seats.
    /// </summary>
    private static (Kind Kind, long Turn) Mixture(long turn)
    {
        var (round, place) = Math.DivRem(turn, Twenty.Length);
        var alike = Array.FindAll(Twenty, kind => TakesSeats(kind) ? TakesSeats(Twenty[place]) : kind == Twenty[place]);
        return (Twenty[place], (round * alike.Length) + (place - Array.IndexOf(Twenty, alike[0])));
    }

    private static bool TakesSeats(Kind kind) => kind is Kind.Hold or Kind.Booking;

    /// <summary>What the processes spend while nothing is asked of them, each second: it belongs to them and to no operation.</summary>
    private Dictionary<string, double> _idle = [];

    private async Task RestAsync(ProductSide side)
    {
        await side.RestAsync();
        await Task.Delay(Rest);
        var before = side.Processes.ToDictionary(process => process.Key, process => process.Value());
        await Task.Delay(Rest);
        _idle = side.Processes.ToDictionary(process => process.Key, process => (process.Value() - before[process.Key]) / Rest.TotalSeconds);
        await TellAsync("a second of nothing", new Cost(_idle["API"] * 1000, _idle["silos"] * 1000, _idle["PostgreSQL"] * 1000, 0));
    }

    /// <summary>Counted until everything is at rest, so that what is put off is in it.</summary>
    private async Task<Cost> TakeAsync(ProductSide side, Database database, Func<long, (Kind Kind, long Turn)> turnOf, string run, int turns)
    {
        var shows = await side.OpenShowsAsync(Math.Max(Shows, (turns / Hall.Usual.Pairs) + 1));
        Place PlaceOf(long turn) => Place.Spread(turn, shows.Count, side.Callers.Count);
        var (read, book) = (Side.Read(shows), side.Book(shows, PlaceOf, run));
        Dictionary<Kind, Deed> deeds = new()
        {
            [Kind.Page] = Look(shows), [Kind.SeatMap] = read, [Kind.Hold] = side.Hold(shows, PlaceOf, run), [Kind.Booking] = book,
            [Kind.SeenBooking] = async (connection, buffer, turn, cancellation) =>
                await read(connection, buffer, turn, cancellation) && await book(connection, buffer, turn, cancellation),
        };
        var before = side.Processes.ToDictionary(process => process.Key, process => process.Value());
        var log = await database.LogPositionAsync();
        var began = Stopwatch.GetTimestamp();
        await Crowd.RunAsync(side.Port, Connections, turns, (connection, buffer, turn, cancellation) =>
        {
            var (kind, its) = turnOf(turn);
            return deeds[kind](connection, buffer, its, cancellation);
        });
        await side.RestAsync();
        var idle = Stopwatch.GetElapsedTime(began).TotalSeconds;
        double SpentOf(string process) => Math.Max(0, side.Processes[process]() - before[process] - (_idle.GetValueOrDefault(process) * idle)) * 1000 / turns;
        return new Cost(SpentOf("API"), SpentOf("silos"), SpentOf("PostgreSQL"), (double)(await database.LogPositionAsync() - log) / turns);
    }

    /// <summary>A show and a search, in turn.</summary>
    private static Deed Look(IReadOnlyList<string> shows) => async (connection, buffer, turn, cancellation) =>
    {
        var path = turn % 2 == 0 ? $"/v1/shows/{shows[(int)(turn % shows.Count)]}" : "/v1/movies?q=load";
        return (await connection.SendAsync(buffer.Get(path), cancellation)).Status == 200;
    };

    private Task TellAsync(string what, Cost cost) => output.WriteLineAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-30} CPU ms: API {cost.ApiMs:0.000}, silos {cost.SiloMs:0.000}, PostgreSQL {cost.DatabaseMs:0.000}; log {cost.LogBytes:0} bytes"));

    private enum Kind
    {
        Page,
        SeatMap,
        Hold,
        Booking,

        /// <summary>Of a show whose map was just looked at, so that the API keeps it.</summary>
        SeenBooking,
    }
}
