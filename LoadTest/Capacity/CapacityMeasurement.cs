using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Capacity;

/// <summary>
/// Measures what each operation costs in an API, in one silo and in PostgreSQL, and then whether a mixture of them, on one, two and three
/// silos, costs what these add up to.
/// </summary>
internal sealed class CapacityMeasurement(int count, TextWriter output)
{
    private const int Customers = 2_000;
    private const int Connections = 16;
    private const int Shows = 100;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(8);

    /// <summary>Of twenty turns of the mixture.</summary>
    private const int PagesOfTwenty = 12;
    private const int MapsOfTwenty = 4;
    private const int HoldsOfTwenty = 1;

    public async Task RunAsync()
    {
        Dictionary<Kind, Cost> costs = [];
        for (var silos = 1; silos <= 3; silos++)
        {
            await output.WriteLineAsync($"Starting PostgreSQL, an API and {silos} {(silos == 1 ? "silo" : "silos")}...");
            await using var database = await Database.StartAsync();
            await using var side = await ProductSide.StartClusterAsync(database, Customers, Hall.Usual, silos);
            // Nobody is measured while its code is still being compiled.
            await TakeAsync(side, database, Mixture, "warm-up", Math.Max(count, 4_000));
            await RestAsync(side);
            if (silos == 1)
            {
                foreach (var kind in Enum.GetValues<Kind>())
                {
                    costs[kind] = await TakeAsync(side, database, _ => kind, $"{kind}", kind is Kind.Page or Kind.SeatMap ? 4 * count : count);
                    await TellAsync($"one {kind}", costs[kind]);
                }
            }

            var measured = await TakeAsync(side, database, Mixture, "mixture", 4 * count);
            var predicted = Enumerable.Range(0, 20).Select(turn => costs[Mixture(turn)]).Aggregate((one, other) => one + other) * (1.0 / 20);
            await TellAsync($"the mixture, predicted, {silos}", predicted);
            await TellAsync($"the mixture, measured, {silos}", measured);
            foreach (var wrong in await side.CheckAsync()) throw new InvalidOperationException(wrong);
        }
    }

    private static Kind Mixture(long turn) => (turn % 20) switch
    {
        < PagesOfTwenty => Kind.Page,
        < PagesOfTwenty + MapsOfTwenty => Kind.SeatMap,
        < PagesOfTwenty + MapsOfTwenty + HoldsOfTwenty => Kind.Hold,
        _ => Kind.Booking,
    };

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
    private async Task<Cost> TakeAsync(ProductSide side, Database database, Func<long, Kind> kindOf, string run, int turns)
    {
        var shows = await side.OpenShowsAsync(Math.Max(Shows, (turns / Hall.Usual.Pairs) + 1));
        Place PlaceOf(long turn) => Place.Spread(turn, shows.Count, side.Callers.Count);
        Deed[] deeds = [Look(shows), Side.Read(shows), side.Hold(shows, PlaceOf, run), side.Book(shows, PlaceOf, run)];
        var before = side.Processes.ToDictionary(process => process.Key, process => process.Value());
        var log = await database.LogPositionAsync();
        var began = Stopwatch.GetTimestamp();
        await Crowd.RunAsync(side.Port, Connections, turns, (connection, buffer, turn, cancellation) => deeds[(int)kindOf(turn)](connection, buffer, turn, cancellation));
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
    }
}
