using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Clusters;
using Marquee.LoadTest.Load;
using Marquee.LoadTest.Runs;
using Marquee.LoadTest.Scale;

namespace Marquee.LoadTest.Streams;

/// <summary><c>LoadTest streams</c>: many streams of seats on one API process, what each costs, and whether each was told everything.</summary>
internal sealed class StreamRun(StreamOptions options, LocalCluster cluster, Journeys.Stage stage, TextWriter output) : IDisposable
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly WatchedMap[] _maps = [.. stage.Shows.Select(_ => new WatchedMap())];
    private readonly SeatListener[] _listeners = new SeatListener[options.Streams];

    private ClusterNode Api => cluster.Apis.Single();

    /// <summary>Answers the exit code: 1 where a stream missed something.</summary>
    public static async Task<int> RunAsync(StreamOptions options, TextWriter output)
    {
        if (OpenFiles.Most() is { } most && options.Streams + OpenFiles.Spare > most)
            throw new ClusterException($"A process may have {most} files open here, too few for {options.Streams} streams; raise it with ulimit -n.");
        using var interrupt = new Interrupt();
        var api = new Dictionary<string, string> { ["LiveSeats:MostStreams"] = $"{options.Streams}", ["Limits:Connections"] = $"{options.Streams + OpenFiles.Spare}" };
        try
        {
            await using var cluster = await LocalCluster.StartAsync(OwnSystem.Options(1, 1, output.WriteLine, api), interrupt.Token);
            var wanted = new RunOptions { Shows = options.Shows, Customers = StreamOptions.SeatsOfShow / 10 };
            using var preparation = new Preparation(wanted, [cluster.Apis.Single().Url], OwnSystem.Admin, TimeProvider.System);
            using var run = new StreamRun(options, cluster, await preparation.MakeAsync(), output);
            return await run.RunAsync().WaitAsync(interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            return 130;
        }
    }

    public void Dispose()
    {
        foreach (var listener in _listeners) listener?.Dispose();
    }

    private async Task<int> RunAsync()
    {
        // So that what comes with the first stream is not laid upon all: maps of all shows, code, connections.
        foreach (var show in stage.Shows) (await SeatListener.OpenAsync(0, 0, show.Id, Api.Url.Port)).Dispose();
        var before = await ManagedHeap.MeasureAsync(Api.Id, Api.Url.Port);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(Enumerable.Range(0, options.Streams), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await OpenAsync(number));
        await output.WriteLineAsync($"{options.Streams} streams of {options.Shows} shows were opened in {Stopwatch.GetElapsedTime(began).TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");
        var after = await ManagedHeap.MeasureAsync(Api.Id, Api.Url.Port);

        using var bookings = new SteadyBookings(stage, options);
        var processor = ProcessTime.SecondsOf(Api.Id);
        began = Stopwatch.GetTimestamp();
        var tally = await bookings.RunAsync();
        var faults = await FaultsAsync();
        var took = Stopwatch.GetElapsedTime(began);
        processor = ProcessTime.SecondsOf(Api.Id) - processor;

        var figures = new StreamFigures(options, before, after, Delays(bookings), tally, _listeners.Sum(listener => (long)listener.Arrivals.Count), _listeners.Count(listener => listener.Snapshots > 1), processor, took);
        await figures.WriteAsync(output);
        foreach (var fault in faults.Take(10)) await output.WriteLineAsync($"WRONG  {fault}");
        if (faults.Count == 0) await output.WriteLineAsync($"holds  Every one of {options.Streams} streams was told every change, once and in order, and knows the seats as they are.");
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>The first of each show also keeps the map.</summary>
    private async Task OpenAsync(int number)
    {
        var show = number % stage.Shows.Count;
        _listeners[number] = await SeatListener.OpenAsync(number, show, stage.Shows[show].Id, Api.Url.Port, number == show ? _maps[show].Apply : null);
    }

    /// <summary>What a stream was not told, or wrongly, once each had time to be told all.</summary>
    private async Task<List<string>> FaultsAsync()
    {
        var faults = new List<string>();
        using var client = new MarqueeClient(Api.Url);
        for (var show = 0; show < Math.Min(stage.Shows.Count, options.Streams); show++)
        {
            var map = await client.GetAsync($"/v1/shows/{stage.Shows[show].Id}/seats");
            var version = map.GetProperty("version").GetInt64();
            var listeners = _listeners.Where(listener => listener.Show == show).ToList();
            for (var deadline = Stopwatch.GetTimestamp(); listeners.Any(listener => listener.Version < version) && Stopwatch.GetElapsedTime(deadline) < Patience;) await Task.Delay(50);
            faults.AddRange(_maps[show].Differences(map).Select(seat => $"a stream of {stage.Shows[show].Id} is wrong about {seat}"));
            faults.AddRange(listeners.Select(listener => StreamFaults.Of(listener, listeners[0], version)).OfType<string>().Select(fault => $"a stream of {stage.Shows[show].Id} {fault}"));
        }

        return faults;
    }

    /// <summary>From when a seat was asked for until a stream told that it is held, for every stream and seat.</summary>
    private Durations Delays(SteadyBookings bookings)
    {
        var delays = new Durations();
        var asked = _maps.Select((map, show) => map.Holds.Where(hold => bookings.Asked.ContainsKey((show, hold.Seat)))
            .GroupBy(hold => hold.Version).ToDictionary(holds => holds.Key, holds => holds.Select(hold => bookings.Asked[(show, hold.Seat)]).ToArray())).ToArray();
        foreach (var listener in _listeners)
            foreach (var arrival in listener.Arrivals)
                if (asked[listener.Show].TryGetValue(arrival.Version, out var times))
                    foreach (var time in times) delays.Add(Stopwatch.GetElapsedTime(time, arrival.At));
        return delays;
    }
}
