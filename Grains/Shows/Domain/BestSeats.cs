using Marquee.Theaters;
using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>
/// Chooses the best seats that are free: together, in the best row of the category, nearest the middle, leaving no lone seat where that
/// can be helped. Never refuses while enough seats together are free. Wheelchair and companion places are left to those who name them.
/// <para>
/// The best row is the one nearest to two thirds of the hall's depth from the picture, where SMPTE ST 202 measures a cinema's sound; of
/// two as near, the one further back. Without a category Platinum is tried before Gold before Silver.
/// </para>
/// </summary>
internal static class BestSeats
{
    private static readonly SeatCategory[] BestFirst = [SeatCategory.Platinum, SeatCategory.Gold, SeatCategory.Silver];

    /// <summary>Indexes of the seats, or null where there are not enough.</summary>
    public static int[]? Choose(SeatMap map, BestAvailable wish, DateTimeOffset now)
    {
        var categories = wish.Category is { } one ? [one] : BestFirst;
        foreach (var category in categories)
            if (Together(map, RowsOf(map.Plan, category), wish.Quantity, now) is { } seats) return seats;
        if (!wish.AllowSplit) return null;
        foreach (var category in categories)
            if (Apart(map, RowsOf(map.Plan, category), wish.Quantity, now) is { } seats) return seats;
        return Apart(map, categories.SelectMany(category => RowsOf(map.Plan, category)), wish.Quantity, now);
    }

    private static IEnumerable<SeatRow> RowsOf(SeatPlan plan, SeatCategory category) =>
        plan.Rows.Select((row, depth) => (row, depth))
            .Where(rank => rank.row.Category == category)
            .OrderBy(rank => Math.Abs((3 * rank.depth) - (2 * (plan.Rows.Length - 1))))
            .ThenByDescending(rank => rank.depth)
            .Select(rank => rank.row);

    private static int[]? Together(SeatMap map, IEnumerable<SeatRow> rows, int quantity, DateTimeOffset now)
    {
        foreach (var row in rows)
        {
            var best = FreeRun.In(map, row, now)
                .Where(run => run.Count >= quantity)
                .SelectMany(run => Windows(map.Plan, run, quantity))
                .OrderBy(window => window.Gap).ThenBy(window => window.OffCenter).ThenBy(window => window.First)
                .Cast<(bool Gap, int OffCenter, int First)?>()
                .FirstOrDefault();
            if (best is { } found) return [.. Enumerable.Range(found.First, quantity)];
        }

        return null;
    }

    private static IEnumerable<(bool Gap, int OffCenter, int First)> Windows(SeatPlan plan, FreeRun run, int quantity)
    {
        for (var first = run.First; first + quantity <= run.End; first++)
        {
            // Twice the distance between the middle of the seats and the middle of the plan, to stay in whole numbers.
            var offCenter = Math.Abs(plan.Seats[first].X + plan.Seats[first + quantity - 1].X - (plan.Columns - 1));
            yield return (!SeatGaps.Keeps(run, first, quantity), offCenter, first);
        }
    }

    /// <summary>Fewest pieces: the longest runs first, the rest from the edge of the run that it fits best.</summary>
    private static int[]? Apart(SeatMap map, IEnumerable<SeatRow> rows, int quantity, DateTimeOffset now)
    {
        var chosen = new List<int>(quantity);
        var runs = rows.SelectMany(row => FreeRun.In(map, row, now)).OrderByDescending(run => run.Count).ToList();
        while (chosen.Count < quantity && runs.Count > 0)
        {
            var missing = quantity - chosen.Count;
            var run = runs.Where(run => run.Count >= missing).DefaultIfEmpty(runs[0]).Last();
            chosen.AddRange(Enumerable.Range(run.First, Math.Min(missing, run.Count)));
            runs.Remove(run);
        }

        return chosen.Count == quantity ? [.. chosen] : null;
    }
}
