using Marquee.LoadTest.Clusters;
using Marquee.Tests.Api;
using Xunit;
using Xunit.Abstractions;

namespace Marquee.Tests.ClusterProcesses;

/// <summary>Real processes that come and go while customers book. Slow, so few.</summary>
public sealed class ScalingTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_silo_that_joins_and_one_that_is_told_to_stop_cost_nobody_a_booking()
    {
        await using var house = await ClusterHouse.StartAsync(silos: 2, shows: 10);
        var bookings = new SteadyBookings(house);
        using var enough = new CancellationTokenSource();
        var running = bookings.RunAsync(enough.Token);
        foreach (var change in Changes(house.Cluster))
        {
            await Task.Delay(AWhile);
            var (sold, slowest) = (bookings.Confirmed.Count, bookings.Slowest);
            await change();
            output.WriteLine($"{DateTimeOffset.UtcNow:HH:mm:ss.fff} {sold} to {bookings.Confirmed.Count} confirmed, slowest {slowest.TotalMilliseconds:0} to {bookings.Slowest.TotalMilliseconds:0} ms, {bookings.Failures.Count} failed");
        }

        await Task.Delay(AWhile);
        await enough.CancelAsync();
        await running;
        foreach (var failed in bookings.AskedAgain.Concat(bookings.Failures)) output.WriteLine(failed);
        output.WriteLine($"{bookings.Confirmed.Count} confirmed, slowest {bookings.Slowest.TotalMilliseconds:0} ms");

        Assert.Empty(bookings.Failures);
        // Nor was anybody told to come back: what a leaving silo leaves open is for the API to ask again.
        Assert.Empty(bookings.AskedAgain);
        await Parallel.ForEachAsync(bookings.Confirmed, async (told, _) =>
            Assert.Equal("confirmed", (await house.Guests[told.Guest].GetAsync($"/v1/bookings/{told.Booking}")).Is(200).Text("status")));
    }

    private static IEnumerable<Func<Task>> Changes(LocalCluster cluster) =>
    [
        () => cluster.AddSiloAsync(),
        () => StopAsync(cluster.Silos.First()),
        () => StopAsync(cluster.Silos.ElementAt(1)),
        () => LocalCluster.RestartAsync(cluster.Silos.First()),
        () => StopAsync(cluster.Silos.Last()),
    ];

    private static async Task StopAsync(ClusterNode silo) => Assert.True(await LocalCluster.StopAsync(silo), $"{silo.Name} did not end as it should: {silo.Output}");
}
