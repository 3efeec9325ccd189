using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Books one thing after the other: holds, pays, sometimes gives up or cancels, and asks again whatever was not answered.</summary>
internal sealed class Customer(IReadOnlyList<Account> accounts, Diary diary, Errors errors, Random random)
{
    /// <summary>Begins nothing new once told to stop, and ends what it has begun. Answers how many steps never got a definite answer.</summary>
    public async Task<int> RunAsync(Func<Stage> stage, CancellationToken stop)
    {
        var unanswered = 0;
        while (!stop.IsCancellationRequested)
        {
            if (!await BookAsync(accounts[random.Next(accounts.Count)], Wish.Draw(random, stage()))) unanswered++;
            await Task.Delay(random.Next(20, 200), CancellationToken.None);
        }

        return unanswered;
    }

    private async Task<bool> BookAsync(Account account, Wish wish)
    {
        var asking = new Asking(account, diary, errors);
        var story = diary.Begin(wish.Show, account.Id, wish.Key);
        var held = await asking.UntilDefiniteAsync(story, Step.Hold, wish.Key, new { showId = wish.Show, seats = wish.Seats });
        if (held is not { Outcome: Outcome.Done }) return held is not null;
        if (wish.GivesUp) return await asking.UntilDefiniteAsync(story, Step.GiveUp, wish.Key, null) is not null;
        var paid = default(Call);
        for (var attempt = 0; attempt < wish.Payments.Count && paid is not { Outcome: Outcome.Done }; attempt++)
        {
            paid = await asking.UntilDefiniteAsync(story, Step.Pay, $"{wish.Key}-{attempt}", wish.Payments[attempt]);
            if (paid is null) return false;
        }

        if (paid is not { Outcome: Outcome.Done } || !wish.Cancels) return true;
        return await asking.UntilDefiniteAsync(story, Step.Cancel, $"{wish.Key}-cancel", new { }) is not null;
    }
}
