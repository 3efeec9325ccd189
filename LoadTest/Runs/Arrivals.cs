using System.Diagnostics;

namespace Marquee.LoadTest.Runs;

/// <summary>When journeys begin.</summary>
internal static class Arrivals
{
    /// <summary>More at once than a generator can serve well; who comes on top waits, and the wait counts.</summary>
    private const int MostAtOnce = 4_000;

    /// <summary>
    /// At a rate, with the gaps of people who know nothing of each other (exponential), whether or not those before have ended. Each is told
    /// when it was meant to begin: what is late because the system, or this process, was slow is as late as it is to who waits.
    /// </summary>
    public static async Task OpenAsync(double rate, TimeSpan length, Random random, Func<long, Task> journey)
    {
        using var places = new SemaphoreSlim(MostAtOnce);
        var running = new List<Task>();
        var began = Stopwatch.GetTimestamp();
        for (var at = Gap(rate, random); at < length; at += Gap(rate, random))
        {
            var wait = at - Stopwatch.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            await places.WaitAsync();
            var intended = began + (long)(at.TotalSeconds * Stopwatch.Frequency);
            running.Add(Task.Run(async () =>
            {
                try
                {
                    await journey(intended);
                }
                finally
                {
                    places.Release();
                }
            }));
            if (running.Count >= MostAtOnce) running.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(running);
    }

    /// <summary>A fixed number at once, each begun when one ends.</summary>
    public static Task ClosedAsync(int concurrency, TimeSpan length, Func<Task> journey)
    {
        var began = Stopwatch.GetTimestamp();
        return Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(began) < length) await journey();
        })));
    }

    private static TimeSpan Gap(double rate, Random random) => TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / rate);
}
