namespace Marquee.LoadTest.Scale;

/// <summary>Measures what size costs: shows, bookings in the database, shows in memory, shows that must come into it.</summary>
internal static class Scaling
{
    /// <summary>Answers the exit code: 1 where anybody's books are wrong.</summary>
    public static async Task<int> RunAsync(ScaleOptions options, TextWriter output)
    {
        var root = options.Data ?? Directory.CreateTempSubdirectory("marquee-scale-").FullName;
        try
        {
            var sizes = new Sizes(root);
            var wrong = new List<string>();
            if (options.Parts.Contains("create")) await sizes.CreateAsync(options, output, wrong);
            if (options.Parts.Contains("bookings")) await BookingCosts.MeasureAsync(sizes, options, output, wrong);
            if (options.Parts.Contains("memory")) await ShowMemory.MeasureAsync(sizes, options, output, wrong);
            if (options.Parts.Contains("sleeping")) await SleepingShows.MeasureAsync(sizes, options, output, wrong);
            foreach (var what in wrong) await output.WriteLineAsync(what);
            return wrong.Count == 0 ? 0 : 1;
        }
        finally
        {
            if (options.Data is null) Directory.Delete(root, recursive: true);
        }
    }
}
