using System.Diagnostics;

namespace Marquee.LoadTest.Load;

/// <summary>What one member of the crowd does: the request, or requests, number <paramref name="turn"/>.</summary>
internal delegate ValueTask<bool> Deed(HttpConnection connection, RequestBuffer buffer, long turn, CancellationToken cancellation);

/// <summary>
/// A fixed number of connections that each do one thing after the other, as fast as they are answered. Turns are numbered through, so that
/// everybody asks for seats that nobody else asks for.
/// </summary>
internal static class Crowd
{
    /// <param name="warmUp">Time before anything is counted.</param>
    /// <param name="onStart">Called when counting starts, and <paramref name="onEnd"/> when it ends.</param>
    /// <param name="most">Turns that there are; who finds none left has finished.</param>
    /// <exception cref="InvalidOperationException">A deed was answered otherwise than a working system answers it.</exception>
    public static async Task<CrowdResult> RunAsync(
        int port, int connections, TimeSpan warmUp, TimeSpan time, long most, Func<int, Deed> deedOf, Func<Task> onStart, Func<Task> onEnd)
    {
        using var stop = new CancellationTokenSource();
        var turn = -1L;
        var counting = false;
        var all = WorkAsync(port, connections, deedOf, () => stop.IsCancellationRequested ? most : Interlocked.Increment(ref turn), most, () => Volatile.Read(ref counting));
        await Task.WhenAny(all, Task.Delay(warmUp));
        await onStart();
        var began = Stopwatch.GetTimestamp();
        Volatile.Write(ref counting, true);
        await Task.WhenAny(all, Task.Delay(time));
        Volatile.Write(ref counting, false);
        var elapsed = Stopwatch.GetElapsedTime(began);
        await onEnd();
        await stop.CancelAsync();
        var latencies = Latencies.Of(await all);
        if (Volatile.Read(ref turn) >= most) throw new InvalidOperationException("There were not enough seats for the time of a round.");
        return new CrowdResult(latencies, elapsed);
    }

    /// <summary>Takes every turn once, and counts them all.</summary>
    /// <exception cref="InvalidOperationException">A deed was answered otherwise than a working system answers it.</exception>
    public static async Task<CrowdResult> RunAsync(int port, int connections, long turns, Deed deed)
    {
        var turn = -1L;
        var began = Stopwatch.GetTimestamp();
        var latencies = Latencies.Of(await WorkAsync(port, connections, _ => deed, () => Interlocked.Increment(ref turn), turns, () => true));
        return new CrowdResult(latencies, Stopwatch.GetElapsedTime(began));
    }

    private static Task<Latencies[]> WorkAsync(int port, int connections, Func<int, Deed> deedOf, Func<long> next, long most, Func<bool> counting) =>
        Task.WhenAll(Enumerable.Range(0, connections).Select(member => Task.Run(async () =>
        {
            var took = new Latencies();
            using var connection = await HttpConnection.OpenAsync(port, CancellationToken.None);
            var buffer = new RequestBuffer();
            var deed = deedOf(member);
            while (next() is var mine && mine < most)
            {
                var start = Stopwatch.GetTimestamp();
                var counted = counting();
                if (!await deed(connection, buffer, mine, CancellationToken.None)) throw new InvalidOperationException($"Turn {mine} was refused.");
                if (counted && counting()) took.Add(Stopwatch.GetTimestamp() - start);
            }

            return took;
        })));
}

internal sealed record CrowdResult(Latencies Latencies, TimeSpan Elapsed)
{
    public double PerSecond => Latencies.Count / Elapsed.TotalSeconds;
}
