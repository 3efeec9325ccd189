using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Journeys;
using Marquee.LoadTest.Reports;

namespace Marquee.LoadTest.Runs;

/// <summary>Has the generators run, puts together what they say, and shows a line of it every second.</summary>
internal sealed class Direction(RunOptions options, Stage stage, string folder, TextWriter output)
{
    private readonly List<SecondRow> _rows = [];
    private readonly Tally _total = new();

    public IReadOnlyList<SecondRow> Rows => _rows;

    public Tally Total => _total;

    /// <summary>Files of what clients were told.</summary>
    public IReadOnlyList<string> Histories => [.. Enumerable.Range(1, options.Generators).Select(number => Path.Combine(folder, $"history-{number}.jsonl"))];

    /// <param name="meanwhile">Begun with the generators, and told how long they run.</param>
    public async Task RunAsync(Func<Func<TimeSpan>, Task> meanwhile)
    {
        var generators = await Task.WhenAll(Enumerable.Range(0, options.Generators).Select(number => GeneratorProcess.StartAsync(OrdersOf(number))));
        try
        {
            foreach (var generator in generators) await generator.GoAsync();
            var began = Stopwatch.GetTimestamp();
            var changes = meanwhile(() => Stopwatch.GetElapsedTime(began));
            await output.WriteLineAsync($"{"second",6}{"journeys/s",12}{"requests/s",12}{"p50 ms",9}{"p99 ms",9}{"failures",10}{"refusals",10}{"seats sold",12}");
            for (var second = 0; second < options.Seconds; second++) await ShowAsync(second, await TakeInAsync(generators));
            // Journeys that were under way when the time was over: counted, but of no second.
            await TakeInAsync(generators);
            await changes;
        }
        finally
        {
            foreach (var generator in generators) generator.Dispose();
        }
    }

    private Orders OrdersOf(int generator) => new(
        stage with { Customers = [.. stage.Customers.Where((_, number) => number % options.Generators == generator)] },
        options.Rate / options.Generators,
        options.Concurrency is { } all ? (all / options.Generators) + (generator < all % options.Generators ? 1 : 0) : null,
        options.Seconds, options.Mix.ToString(), options.Pay.ToString(), options.Zipf, options.Rush, Histories[generator], generator);

    private async Task<Tally> TakeInAsync(IReadOnlyList<GeneratorProcess> generators)
    {
        var tally = new Tally();
        foreach (var said in await Task.WhenAll(generators.Select(generator => generator.HearAsync()))) tally.Add(said.Tally!);
        _total.Add(tally);
        return tally;
    }

    private Task ShowAsync(int second, Tally tally)
    {
        var row = SecondRow.Of(second, tally, _total.SeatsSold);
        _rows.Add(row);
        return output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{second + 1,6}{row.Journeys,12}{row.Requests,12}{row.P50,9:0.0}{row.P99,9:0.0}{row.Failures,10}{row.Refusals,10}{row.SeatsSold,12}"));
    }
}
