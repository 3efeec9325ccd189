using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.LoadTest.Load;
using Npgsql;

namespace Marquee.LoadTest.Scale;

/// <summary>Memory of shows that are awake, half of them with every seat free, the other half with half of their seats sold.</summary>
internal static class ShowMemory
{
    private const int Connections = 64;

    private const string Sell =
        """
        INSERT INTO grain_state (grain_type, grain_key, version, payload, archive, modified_at)
        SELECT g.grain_type, k.key, g.version, g.payload, g.archive, now()
        FROM grain_state g, unnest($2) AS k (key)
        WHERE g.grain_type = 'show/show-seats' AND g.grain_key = $1
        """;

    private const string TakeBack = "DELETE FROM grain_state WHERE grain_type = 'show/show-seats' AND grain_key = ANY ($2) AND $1 <> ALL ($2)";

    public static async Task MeasureAsync(Sizes sizes, ScaleOptions options, TextWriter output, List<string> wrong)
    {
        await using var at = await sizes.StartLargeAsync();
        var shows = (await at.UntouchedShowsAsync()).Take(options.Shows).ToList();
        var (free, sold) = (shows[..(shows.Count / 2)], shows[(shows.Count / 2)..]);
        // The product sells half of a hall; the others get that show's row, which names no show.
        var model = (await at.Product.OpenShowsAsync(1))[0];
        var half = Hall.Usual.Pairs / 2;
        await Crowd.RunAsync(at.Product.Port, half, half, at.Product.Book([model], turn => new Place(0, (int)turn, (int)turn), "half"));
        await at.Product.RestAsync();
        await Task.Delay(TimeSpan.FromSeconds(3)); // until the last booking is acknowledged on disk
        await at.StopProductAsync();
        await RunAsync(at, Sell, model, sold);
        await at.StartProductAsync();
        await MeasureAsync(at, free, sold, output);
        await at.StopProductAsync();
        await RunAsync(at, TakeBack, model, sold);
        wrong.AddRange(at.Wrong);
    }

    private static async Task MeasureAsync(Installation at, List<string> free, List<string> sold, TextWriter output)
    {
        await Crowd.RunAsync(at.Product.Port, Connections, 1, Side.Read(free));
        var none = await HeapAsync();
        await Crowd.RunAsync(at.Product.Port, Connections, free.Count, Side.Read(free));
        var half = await HeapAsync();
        await Crowd.RunAsync(at.Product.Port, Connections, sold.Count, Side.Read(sold));
        var all = await HeapAsync();
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{"shows awake",-36}{"managed heap MB",18}{"working set MB",18}{"heap bytes each",18}{"working set each",18}");
        await WriteAsync("none", none, none, 1);
        await WriteAsync($"{free.Count} with every seat free", half, none, free.Count);
        await WriteAsync($"and {sold.Count} with half of them sold", all, half, sold.Count);

        Task<ManagedHeap> HeapAsync() => ManagedHeap.MeasureAsync(at.Product.ProcessId, at.Product.Port);

        Task WriteAsync(string what, ManagedHeap now, ManagedHeap before, int more) => output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{what,-36}{now.Heap / 1e6,18:0.0}{now.WorkingSet / 1e6,18:0.0}{(now.Heap - before.Heap) / more,18:n0}{(now.WorkingSet - before.WorkingSet) / more,18:n0}"));
    }

    private static async Task RunAsync(Installation at, string sql, string model, List<string> shows)
    {
#pragma warning disable CA2100 // Constants of this class.
        await using var command = at.Database.Product.CreateCommand(sql);
#pragma warning restore CA2100
        command.CommandTimeout = 300;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = model });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. shows] });
        await command.ExecuteNonQueryAsync();
    }
}
