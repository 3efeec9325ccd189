using Marquee.LoadTest.Clusters;

namespace Marquee.LoadTest.Runs;

/// <summary>Adds and stops silos while the run goes on.</summary>
internal static class SiloChanges
{
    /// <summary>Answers what was done, and when that was, in seconds after the start.</summary>
    /// <exception cref="ClusterException">There is no silo that could be stopped, or one did not end as it should.</exception>
    public static async Task<IReadOnlyList<Mark>> MakeAsync(LocalCluster cluster, IReadOnlyList<SiloChange> changes, Func<TimeSpan> elapsed)
    {
        var made = new List<Mark>();
        foreach (var change in changes)
        {
            var wait = TimeSpan.FromSeconds(change.At) - elapsed();
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            var began = elapsed();
            made.Add(new Mark(began.TotalSeconds, change.Adds ? $"{(await cluster.AddSiloAsync()).Name} was added" : await StopAsync(cluster)));
        }

        return made;
    }

    private static async Task<string> StopAsync(LocalCluster cluster)
    {
        var running = cluster.Silos.Where(silo => silo.IsRunning).ToList();
        if (running.Count < 2) throw new ClusterException("The last silo is not stopped: there would be nobody left.");
        if (!await LocalCluster.StopAsync(running[0])) throw new ClusterException($"{running[0].Name} did not end as it should: {running[0].Output}");
        return $"{running[0].Name} was stopped";
    }
}

/// <param name="At">Seconds after the start of the run.</param>
internal sealed record Mark(double At, string What);
