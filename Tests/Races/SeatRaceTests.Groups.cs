using System.Collections.Immutable;
using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Groups whose seats overlap.</summary>
public sealed partial class SeatRaceTests
{
    private static readonly string[] TenRows = [.. Enumerable.Repeat("1-20", 10)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Groups_that_overlap_get_all_their_seats_or_leave_nothing_behind(int seed)
    {
        var show = await cluster.OpenShow([.. TenRows]);
        var told = await Task.WhenAll(Groups(seed).Select(async group => Told.Of(group, await HoldAsync(show, null, [.. group]))));

        var map = await SeenAsync(show);
        Assert.Empty(Verdict.Contradictions(told, map));
        Assert.Empty(Verdict.NeedlessRefusals(told, map));
        Assert.Contains(told, answer => answer.Answer == Told.Held);
        Assert.Contains(told, answer => answer.Answer == Told.Refused);
    }

    [Fact]
    public async Task Groups_served_seat_by_seat_would_leave_seats_behind_that_nobody_got()
    {
        var show = await cluster.OpenShow([.. TenRows]);
        var told = await Task.WhenAll(Groups(1).Select(group => SeatBySeatAsync(show, group)));
        Assert.Contains(Verdict.Contradictions(told, await SeenAsync(show)), wrong => wrong.EndsWith("given to nobody", StringComparison.Ordinal));
    }

    /// <summary>A1 to A3, A2 to A4 and so on, and as many at random: about five for every seat.</summary>
    private static IEnumerable<ImmutableArray<string>> Groups(int seed)
    {
        var random = new Random(seed);
        for (var first = 1; first <= 18; first++) yield return Group('A', first, 3);
        for (var group = 0; group < 300; group++)
        {
            var size = random.Next(1, 6);
            yield return Group((char)('A' + random.Next(10)), random.Next(1, 22 - size), size);
        }
    }

    private static ImmutableArray<string> Group(char row, int first, int size) => [.. Enumerable.Range(first, size).Select(seat => $"{row}{seat}")];

    private async Task<Told> SeatBySeatAsync(ShowId show, ImmutableArray<string> group)
    {
        foreach (var seat in group)
            if ((await HoldAsync(show, null, seat)).Outcome != HoldOutcome.Held) return new Told(Told.Refused, group, group.Length, []);
        return new Told(Told.Held, group, group.Length, group);
    }
}
