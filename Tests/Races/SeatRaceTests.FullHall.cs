using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Tests.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Best seats asked for by all at once, for exactly as many seats as there are.</summary>
public sealed partial class SeatRaceTests
{
    private static readonly string[] TwentyRows = [.. Enumerable.Repeat("1-50", 20)];

    [Fact]
    public async Task Five_hundred_pairs_fill_a_hall_of_a_thousand_and_nobody_is_refused()
    {
        var (told, map) = await FillAsync(Enumerable.Repeat(2, 500), allowSplit: false, HoldBestAsync);
        Assert.Empty(Verdict.Contradictions(told, map));
        Assert.All(told, answer => Assert.Equal(Told.Held, answer.Answer));
        Assert.DoesNotContain(map, seat => seat.Free);
    }

    [Fact]
    public async Task Parties_of_all_sizes_that_may_sit_apart_fill_the_hall_and_nobody_is_refused()
    {
        var (told, map) = await FillAsync(Parties(seed: 3), allowSplit: true, HoldBestAsync);
        Assert.Empty(Verdict.Contradictions(told, map));
        Assert.All(told, answer => Assert.Equal(Told.Held, answer.Answer));
        Assert.DoesNotContain(map, seat => seat.Free);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Parties_that_sit_together_are_refused_only_where_no_row_has_room(int seed)
    {
        var (told, map) = await FillAsync(Parties(seed), allowSplit: false, HoldBestAsync);
        Assert.Empty(Verdict.Contradictions(told, map));
        Assert.Empty(Verdict.NeedlessRefusals(told, map));
        // Parties and hall are as many, so every seat that is left over is a seat that somebody could not have.
        Assert.Equal(map.Count(seat => seat.Free), told.Where(answer => answer.Answer == Told.Refused).Sum(answer => answer.Quantity));
    }

    [Fact]
    public async Task Seats_chosen_by_the_customer_from_the_map_and_held_then_would_be_refused_by_the_hundred()
    {
        var (told, map) = await FillAsync(Enumerable.Repeat(2, 500), allowSplit: false, ChooseThenHoldAsync);
        Assert.Empty(Verdict.Contradictions(told, map));
        Assert.True(Verdict.NeedlessRefusals(told, map).Count > 100);
    }

    private async Task<(Told[] Told, List<SeenSeat> Map)> FillAsync(
        IEnumerable<int> quantities, bool allowSplit, Func<ShowId, BestAvailable, Task<HoldResult>> hold)
    {
        var show = await cluster.OpenShow([.. TwentyRows]);
        var told = await Task.WhenAll(quantities.Select(async quantity =>
            Told.Of(quantity, await hold(show, new BestAvailable(quantity, null, allowSplit)))));
        return (told, await SeenAsync(show));
    }

    /// <summary>One to ten, a thousand in all.</summary>
    private static IEnumerable<int> Parties(int seed)
    {
        var random = new Random(seed);
        for (var left = 1_000; left > 0;)
        {
            var quantity = Math.Min(left, random.Next(1, 11));
            left -= quantity;
            yield return quantity;
        }
    }

    private Task<HoldResult> HoldBestAsync(ShowId show, BestAvailable wish) => HoldAsync(show, wish);

    /// <summary>The same choice, made outside the show's turn.</summary>
    private async Task<HoldResult> ChooseThenHoldAsync(ShowId show, BestAvailable wish)
    {
        var seen = (await cluster.Show(show).Seats())!;
        var map = new SeatMap(SeatPlan.Parse(Catalog.Layout([.. TwentyRows]), out _)!);
        var now = cluster.Clock.GetUtcNow();
        map.Block([.. Enumerable.Range(0, seen.Status.Length).Where(seat => seen.Status[seat] != SeatStatus.Free)], now);
        return BestSeats.Choose(map, wish, now) is { } best
            ? await HoldAsync(show, null, [.. best.Select(seat => seen.Plan.Seats[seat].Label)])
            : new HoldResult(HoldOutcome.SeatsUnavailable, [], default, [], null);
    }
}
