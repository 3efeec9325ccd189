using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Holds that end while their customers pay and others ask: of a third the time is over, of a third it ends now, the last run on.</summary>
public sealed partial class SeatRaceTests
{
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task As_a_hold_ends_the_seat_goes_to_who_pays_or_to_who_asks_next_and_the_money_with_it()
    {
        var duels = await DuelsAsync();
        await AtTheEndAsync(duels.SelectMany(duel => new[] { duel.PayAsync, () => duel.AskAsync() }), seed: 1);
        await AssertFoughtAsync(duels);
    }

    [Fact]
    public async Task Money_that_arrives_as_its_hold_ends_buys_the_seat_or_goes_back()
    {
        var duels = await DuelsAsync(duel => duel.CaptureAsync());
        await AtTheEndAsync(duels.SelectMany(duel => new[] { duel.TellOfMoneyAsync, () => duel.AskAsync() }), seed: 2);
        // Whoever the race left without word of the money hears of it again, as from the provider's next webhook.
        await Task.WhenAll(duels.Select(duel => duel.TellOfMoneyAsync()));
        await AssertFoughtAsync(duels);
    }

    [Fact]
    public async Task Who_has_begun_to_pay_before_the_hold_ends_has_the_seat_however_late_the_money_is_heard_of()
    {
        var duels = await DuelsAsync(async duel =>
        {
            await duel.BeginPaymentAsync();
            await duel.CaptureAsync();
        });
        await AtTheEndAsync(duels.SelectMany(duel => new[] { duel.TellOfMoneyAsync, () => duel.AskAsync() }), seed: 3);
        var wrong = await Task.WhenAll(duels.Select(duel => duel.WrongAsync()));
        Assert.Empty(wrong.SelectMany(each => each));
        Assert.All(duels, duel => Assert.True(duel.HolderWon));
    }

    private static async Task AssertFoughtAsync(List<Duel> duels)
    {
        var wrong = await Task.WhenAll(duels.Select(duel => duel.WrongAsync()));
        Assert.Empty(wrong.SelectMany(each => each));
        Assert.Contains(duels, duel => duel.HolderWon);
        Assert.Contains(duels, duel => !duel.HolderWon);
    }

    private async Task<List<Duel>> DuelsAsync(Func<Duel, Task>? prepare = null)
    {
        var duels = new List<Duel>();
        for (var third = 0; third < 3; third++)
        {
            var begun = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Duel.BeginAsync(cluster)));
            if (prepare is not null) await Task.WhenAll(begun.Select(prepare));
            duels.AddRange(begun);
            cluster.Clock.Advance(Apart);
        }

        return duels;
    }

    /// <summary>Starts everything at once in an order of its own while the clock goes over the end of the second third, step by step.</summary>
    private async Task AtTheEndAsync(IEnumerable<Func<Task>> acts, int seed)
    {
        var all = acts.ToArray();
        new Random(seed).Shuffle(all);
        // Two thirds are that much old; the second third's holds end within the steps below.
        cluster.Clock.Advance(TimeSpan.FromMinutes(5) - (2 * Apart) - TimeSpan.FromSeconds(2));
        var running = new List<Task>();
        foreach (var act in all)
        {
            running.Add(act());
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(40));
            await Task.Yield();
        }

        await Task.WhenAll(running);
    }
}
