namespace Marquee.Shows.Domain;

/// <summary>
/// The single-seat-gap rule: a selection may not leave a lone free seat that nobody will buy. Where only one seat of a run would be left
/// over it cannot be helped, and that is allowed.
/// </summary>
internal static class SeatGaps
{
    /// <summary>The seats that the selection would leave alone; none where it keeps the rule.</summary>
    public static int[] LeftBy(SeatMap map, int[] wanted, DateTimeOffset now)
    {
        var gaps = new List<int>();
        foreach (var row in map.Plan.Rows)
        {
            if (!Array.Exists(wanted, seat => seat >= row.First && seat < row.End)) continue;
            foreach (var run in FreeRun.In(map, row, now)) AddGaps(run, wanted, gaps);
        }

        return [.. gaps];
    }

    /// <summary>True where taking the seats from <paramref name="first"/> leaves no lone seat that could have been avoided.</summary>
    public static bool Keeps(FreeRun run, int first, int count)
    {
        if (run.Count - count <= 1) return true;
        return first - run.First != 1 && run.End - (first + count) != 1;
    }

    private static void AddGaps(FreeRun run, int[] wanted, List<int> gaps)
    {
        var left = run.Count - wanted.Count(seat => seat >= run.First && seat < run.End);
        if (left <= 1 || left == run.Count) return;
        for (var seat = run.First; seat < run.End; seat++)
        {
            if (IsWanted(seat)) continue;
            if ((seat == run.First || IsWanted(seat - 1)) && (seat == run.End - 1 || IsWanted(seat + 1))) gaps.Add(seat);
        }

        bool IsWanted(int seat) => Array.IndexOf(wanted, seat) >= 0;
    }
}
