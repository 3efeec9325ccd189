using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Scale;

/// <summary>The installations that are compared: a small one, one with many shows, and the same again with many bookings in its database.</summary>
internal sealed class Sizes(string root)
{
    /// <summary>The product writes these itself; the others are copies of them.</summary>
    private const int Models = 1_000;

    private const int Connections = 64;

    public Task<Installation> StartSmallAsync() => Installation.StartAsync("10 shows", Folder("small"));

    public Task<Installation> StartLargeAsync() => Installation.StartAsync("many shows", Folder("large"));

    public Task<Installation> StartFullAsync() => Installation.StartAsync("many shows and bookings", Folder("full"));

    public async Task CreateAsync(ScaleOptions options, TextWriter output, List<string> wrong)
    {
        if (Directory.Exists(Folder("large"))) throw new IOException($"{root} has installations already; leave 'create' out or choose another folder.");
        await using (var large = await StartLargeAsync()) await OpenAsync(large, options.Shows, output);
        await output.WriteLineAsync("Copying it...");
        await Installation.CopyAsync(Folder("large"), Folder("full"));
        await using var full = await StartFullAsync();
        var shows = await full.Product.OpenShowsAsync(Models / 100);
        await Crowd.RunAsync(full.Product.Port, Connections, Models, full.Product.Book(shows, turn => Place.Spread(turn, shows.Count, full.Product.Callers.Count), "model"));
        await full.Product.RestAsync();
        await full.StopProductAsync();
        await Copies.MakeAsync(full.Database.Product, shows, options.Bookings / Models, output);
        wrong.AddRange(full.Wrong);
    }

    private static async Task OpenAsync(Installation large, int count, TextWriter output)
    {
        await output.WriteLineAsync($"Opening {count} shows through the admin API...");
        var began = Stopwatch.GetTimestamp();
        var before = large.Product.Processes.ToDictionary(process => process.Key, process => process.Value());
        await large.Product.OpenShowsAsync(count);
        await large.Product.RestAsync();
        var cost = large.Product.Processes.Select(process => string.Create(
            CultureInfo.InvariantCulture, $"{process.Key} {(process.Value() - before[process.Key]) * 1000 / count:0.0}"));
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{count} shows in {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s; CPU ms a show: {string.Join(", ", cost)}"));
        await large.StopProductAsync();
    }

    private string Folder(string size) => Path.Combine(root, size);
}
