using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Scale;

/// <summary>What a number of whole bookings cost on an installation, from the first to the last thing that they put off.</summary>
/// <param name="FullPages">Pages that PostgreSQL logged as a whole for each booking, because they were written to for the first time since a checkpoint.</param>
internal sealed record BookingCost(Measurement Measured, double FullPages)
{
    private const int Connections = 64;

    /// <summary>The shows are awake; what waking them costs is measured apart.</summary>
    public static async Task<BookingCost> TakeAsync(Installation at, IReadOnlyList<string> shows, int count, TimeSpan rest, string run)
    {
        var product = at.Product;
        await Crowd.RunAsync(product.Port, Connections, shows.Count, Side.Read(shows));
        var before = product.Processes.ToDictionary(process => process.Key, process => process.Value());
        var (log, pages) = (await at.Database.LogPositionAsync(), await at.Database.FullPagesAsync());
        var result = await Crowd.RunAsync(product.Port, Connections, count, product.Book(shows, turn => Place.Spread(turn, shows.Count, product.Callers.Count), run));
        await product.RestAsync();
        await Task.Delay(rest);
        return new BookingCost(
            new Measurement(
                result.PerSecond,
                result.Latencies.Quantile(0.5),
                result.Latencies.Quantile(0.99),
                product.Processes.ToDictionary(process => process.Key, process => (process.Value() - before[process.Key]) * 1000 / count),
                (double)(await at.Database.LogPositionAsync() - log) / count),
            (double)(await at.Database.FullPagesAsync() - pages) / count);
    }
}
