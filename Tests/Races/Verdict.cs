namespace Marquee.Tests.Races;

/// <summary>What is wrong with the answers to a race, given the map after it. Nothing where they are as promised.</summary>
internal static class Verdict
{
    /// <summary>Everything or nothing, nothing twice, and the map has exactly what was given.</summary>
    public static List<string> Contradictions(IReadOnlyCollection<Told> told, IReadOnlyCollection<SeenSeat> map)
    {
        var winners = told.Where(answer => answer.Answer == Told.Held).ToList();
        var given = winners.SelectMany(winner => winner.Got).ToList();
        var taken = map.Where(seat => !seat.Free).Select(seat => seat.Label).ToHashSet();
        return
        [
            .. told.Where(answer => answer.Answer is not (Told.Held or Told.Refused)).Select(answer => $"No definite answer: {answer}"),
            .. winners.Where(winner => !IsWhole(winner)).Select(winner => $"Not what was asked for: {winner}"),
            .. given.CountBy(seat => seat).Where(seat => seat.Value > 1).Select(seat => $"{seat.Key} was given {seat.Value} times"),
            .. given.Except(taken).Select(seat => $"{seat} was given and is free"),
            .. taken.Except(given).Select(seat => $"{seat} is taken and was given to nobody"),
        ];
    }

    /// <summary>
    /// Who was refused though the seats are free after all, or enough of them in one row. Nobody gave any back, so they were free when the
    /// answer was no.
    /// </summary>
    public static List<string> NeedlessRefusals(IReadOnlyCollection<Told> told, IReadOnlyCollection<SeenSeat> map)
    {
        var free = map.Where(seat => seat.Free).Select(seat => seat.Label).ToHashSet();
        var longest = LongestRun(map);
        return
        [
            .. told.Where(answer => answer.Answer == Told.Refused)
                .Where(answer => answer.Wanted.Length > 0 ? answer.Wanted.All(free.Contains) : answer.Quantity <= longest)
                .Select(answer => $"Refused for nothing: {answer}"),
        ];
    }

    private static bool IsWhole(Told winner) =>
        winner.Got.Distinct().Count() == winner.Quantity && (winner.Wanted.Length == 0 || winner.Wanted.ToHashSet().SetEquals(winner.Got));

    /// <summary>In halls whose rows have no aisle.</summary>
    private static int LongestRun(IReadOnlyCollection<SeenSeat> map)
    {
        var (longest, run, row) = (0, 0, "");
        foreach (var seat in map)
        {
            run = !seat.Free ? 0 : seat.Row == row ? run + 1 : 1;
            row = seat.Row;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
