using System.Globalization;

namespace Marquee.LoadTest.Capacity;

/// <summary>Prints what numbers of users need, and what is full first.</summary>
internal static class CapacityTable
{
    private static readonly (string What, Func<Plant, double> Of)[] Lines =
    [
        ("pages a second", plant => plant.PagesPerSecond), ("seat maps a second", plant => plant.SeatMapsPerSecond), ("holds a second", plant => plant.HoldsPerSecond),
        ("bookings a second", plant => plant.BookingsPerSecond), ("events a second", plant => plant.EventsPerSecond), ("shows awake", plant => plant.Shows),
        ("open streams", plant => plant.Streams), ("stream events a second", plant => plant.ToldPerSecond), ("processors of APIs", plant => plant.ApiCores),
        ("processors of silos", plant => plant.SiloCores), ("processors of PostgreSQL", plant => plant.DatabaseCores), ("API processes", plant => plant.Apis),
        ("machines of APIs", plant => plant.ApiMachines), ("silos, one a machine", plant => plant.Silos), ("databases", plant => plant.Databases),
        ("partitions of the event log", plant => plant.Partitions), ("MB of log a second", plant => plant.LogBytesPerSecond / 1e6),
        ("GB of log a day", plant => plant.LogBytesPerDay / 1e9),
    ];

    public static async Task WriteAsync(CapacityModel model, IReadOnlyList<double> users, TextWriter output)
    {
        var plants = users.Select(model.For).ToList();
        await output.WriteLineAsync($"{"users at once",-30}{string.Concat(users.Select(count => $"{Text(count),14}"))}");
        foreach (var (what, of) in Lines) await output.WriteLineAsync($"{what,-30}{string.Concat(plants.Select(plant => $"{Text(of(plant)),14}"))}");
        await output.WriteLineAsync();
        await output.WriteLineAsync("What is full first, and with how many users:");
        foreach (var limit in model.Limits()) await output.WriteLineAsync($"  {Text(limit.Users),14}  {limit.What}");
    }

    private static string Text(double number) => number.ToString(number is >= 10 or 0 ? "#,0" : "0.##", CultureInfo.InvariantCulture);
}
