using System.Diagnostics;

namespace Marquee.LoadTest.Load;

/// <summary>What became of somebody who came.</summary>
internal enum Ending
{
    /// <summary>Got what was wanted.</summary>
    Served,

    /// <summary>Was told at once to come back later.</summary>
    SentAway,

    /// <summary>Others have the seats.</summary>
    Taken,

    /// <summary>Anything else.</summary>
    Failed,
}

internal delegate ValueTask<Ending> Visit(HttpConnection connection, RequestBuffer buffer, long turn);

/// <summary>
/// People who come at a steady rate, whether or not those before them were answered. Times are counted from when somebody was to come, so
/// whoever waits for a connection is waiting too.
/// </summary>
internal static class OpenCrowd
{
    /// <param name="connections">People who can be there at once.</param>
    /// <param name="warmUp">Who comes in it is not counted.</param>
    public static async Task<OpenCrowdResult> RunAsync(int port, int connections, double perSecond, TimeSpan warmUp, TimeSpan time, Visit visit)
    {
        using var due = new SemaphoreSlim(0);
        var all = (long)(perSecond * (warmUp + time).TotalSeconds);
        var from = (long)(perSecond * warmUp.TotalSeconds);
        var (turn, began) = (-1L, Stopwatch.GetTimestamp());
        var members = Enumerable.Range(0, connections).Select(_ => Task.Run(ServeAsync)).ToArray();
        await BeginAsync(due, all, perSecond, began, connections);
        return OpenCrowdResult.Of(await Task.WhenAll(members), time);

        async Task<OpenCrowdResult.Part> ServeAsync()
        {
            var part = new OpenCrowdResult.Part();
            using var connection = await HttpConnection.OpenAsync(port, CancellationToken.None);
            var buffer = new RequestBuffer();
            while (true)
            {
                await due.WaitAsync();
                var mine = Interlocked.Increment(ref turn);
                if (mine >= all) return part;
                var ending = await visit(connection, buffer, mine);
                if (mine >= from) part.Add(ending, Stopwatch.GetTimestamp() - began - (long)(mine / perSecond * Stopwatch.Frequency));
            }
        }
    }

    /// <summary>Lets everybody in whose time has come, and at the end those go home who wait for more.</summary>
    private static async Task BeginAsync(SemaphoreSlim due, long all, double perSecond, long began, int connections)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (var let = 0L; let < all && await tick.WaitForNextTickAsync();)
        {
            var now = Math.Min(all, (long)(Stopwatch.GetElapsedTime(began).TotalSeconds * perSecond));
            if (now > let) due.Release((int)(now - let));
            let = now;
        }

        due.Release(connections);
    }
}

/// <param name="Served">Times of those who were; of the others likewise.</param>
internal sealed record OpenCrowdResult(Latencies Served, Latencies SentAway, int Taken, int Failed, TimeSpan Time)
{
    public double ServedPerSecond => Served.Count / Time.TotalSeconds;

    public double SentAwayPerSecond => SentAway.Count / Time.TotalSeconds;

    public static OpenCrowdResult Of(IReadOnlyCollection<Part> parts, TimeSpan time) => new(
        Latencies.Of(parts.Select(part => part.Served)), Latencies.Of(parts.Select(part => part.SentAway)), parts.Sum(part => part.Taken), parts.Sum(part => part.Failed), time);

    /// <summary>What one member has seen.</summary>
    internal sealed class Part
    {
        public Latencies Served { get; } = new();

        public Latencies SentAway { get; } = new();

        public int Taken { get; private set; }

        public int Failed { get; private set; }

        public void Add(Ending ending, long ticks)
        {
            switch (ending)
            {
                case Ending.Served:
                    Served.Add(ticks);
                    break;
                case Ending.SentAway:
                    SentAway.Add(ticks);
                    break;
                case Ending.Taken:
                    Taken++;
                    break;
                default:
                    Failed++;
                    break;
            }
        }
    }
}
