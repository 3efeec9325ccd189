using System.Globalization;
using Marquee.LoadTest.Comparison;

namespace Marquee.LoadTest.Scale;

/// <summary>Whether a booking costs the same whatever there is already: every size in turn, for every round.</summary>
internal static class BookingCosts
{
    private const int FewShows = 10;

    public static async Task MeasureAsync(Sizes sizes, ScaleOptions options, TextWriter output, List<string> wrong)
    {
        await using var small = await sizes.StartSmallAsync();
        await using var large = await sizes.StartLargeAsync();
        await using var full = await sizes.StartFullAsync();
        Installation[] all = [small, large, full];
        var cases = new List<(string Name, Installation At, Queue<IReadOnlyList<string>> Shows)>();
        foreach (var at in all)
        {
            var untouched = at == small ? [] : await at.UntouchedShowsAsync();
            var rounds = untouched.Chunk(options.Count).Where(shows => shows.Length == options.Count).Take(options.Rounds + 1).ToList();
            cases.Add(($"{at.Name}, at ten", at, new([.. (await at.Product.OpenShowsAsync(FewShows * (options.Rounds + 1))).Chunk(FewShows)])));
            if (rounds.Count == options.Rounds + 1) cases.Add(($"{at.Name}, at each", at, new(rounds)));
            else if (at != small) await output.WriteLineAsync($"{at.Name}: too few untouched shows are left for bookings at each.");
        }

        var taken = new List<(string Name, BookingCost Cost)>();
        for (var round = 0; round <= options.Rounds; round++)
        {
            foreach (var (name, at, shows) in cases)
            {
                var cost = await BookingCost.TakeAsync(at, shows.Dequeue(), options.Count, TimeSpan.FromSeconds(options.Rest), $"{name.Replace(' ', '-').Replace(",", "", StringComparison.Ordinal)}-{round}");
                await output.WriteLineAsync(string.Create(
                    CultureInfo.InvariantCulture, $"{(round == 0 ? "warm-up" : $"round {round} of {options.Rounds}")}: {name}: {cost.Measured.PerSecond:0}/s"));
                if (round > 0) taken.Add((name, cost));
            }
        }

        await WriteAsync(output, taken);
        foreach (var at in all)
        {
            await at.StopProductAsync();
            wrong.AddRange(at.Wrong);
        }
    }

    private static async Task WriteAsync(TextWriter output, List<(string Name, BookingCost Cost)> taken)
    {
        await output.WriteLineAsync();
        await output.WriteLineAsync($"{"whole bookings: median (range)",-36}{"per second",20}{"p99 ms",18}{"WAL bytes each",26}{"full pages each",20}  CPU ms for each");
        foreach (var size in taken.GroupBy(one => one.Name, one => one.Cost))
        {
            var cpu = size.First().Measured.Cpu.Keys.Select(process => $"{process} {Spread.Of(size.Select(cost => cost.Measured.Cpu[process]), "0.00")}");
            await output.WriteLineAsync(
                $"{size.Key,-36}{Spread.Of(size.Select(cost => cost.Measured.PerSecond), "0"),20}{Spread.Of(size.Select(cost => cost.Measured.P99), "0"),18}"
                + $"{Spread.Of(size.Select(cost => cost.Measured.LogBytes), "n0"),26}{Spread.Of(size.Select(cost => cost.FullPages), "0.0"),20}  {string.Join(", ", cpu)}");
        }
    }
}
