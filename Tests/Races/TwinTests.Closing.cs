using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>One activation closes the show, and the other has not heard of it.</summary>
public sealed partial class TwinTests
{
    [Fact]
    public async Task A_stale_activation_gives_no_seat_away_once_the_show_is_canceled() => Assert.Empty(await CloseAsync(fenced: true, HoldAsync));

    [Fact]
    public async Task A_stale_activation_sells_no_seat_once_the_show_is_canceled() => Assert.Empty(await CloseAsync(fenced: true, ConfirmAsync));

    [Fact]
    public async Task Without_the_version_of_the_row_a_stale_activation_would_give_seats_of_a_canceled_show_away() =>
        Assert.NotEmpty(await CloseAsync(fenced: false, HoldAsync));

    [Fact]
    public async Task Whoever_the_other_activation_has_given_seats_to_is_named_when_the_show_is_canceled()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        await twins.MapAsync(show, 0);
        var buyer = twins.NewId<BookingId>();
        await twins.HoldAsync(show, 1, buyer, "A1");
        var closed = await Twins.InsistAsync(() => twins.Show(show, 0).Cancel(new CancelShow("test", default)));
        Assert.Equal((CloseShowOutcome.Closed, buyer), (closed.Outcome, closed.Claims.Single().Booking));
    }

    [Fact]
    public async Task A_stale_activation_gives_no_seat_away_once_the_show_is_withdrawn() => Assert.Empty(await WithdrawAsync(fenced: true));

    [Fact]
    public async Task Without_the_version_of_the_row_a_stale_activation_would_give_seats_of_a_withdrawn_show_away() =>
        Assert.NotEmpty(await WithdrawAsync(fenced: false));

    [Fact]
    public async Task A_show_whose_seats_the_other_activation_has_given_away_is_not_withdrawn()
    {
        var show = await twins.OpenShowAsync(fenced: true, written: true, "1-2");
        await twins.MapAsync(show, 0);
        Assert.Equal(HoldOutcome.Held, (await twins.HoldAsync(show, 1, twins.NewId<BookingId>(), "A1")).Outcome);
        Assert.Equal(false, await Twins.InsistAsync(async () => (object)await twins.Show(show, 0).Withdraw()));
        Assert.Equal(HoldOutcome.Held, (await Twins.InsistAsync(() => twins.HoldAsync(show, 0, twins.NewId<BookingId>(), "A2"))).Outcome);
    }

    private async Task<List<string>> WithdrawAsync(bool fenced)
    {
        var show = await twins.OpenShowAsync(fenced, written: true, "1-2");
        for (var twin = 0; twin < 2; twin++) await twins.MapAsync(show, twin);
        Assert.True(await twins.Show(show, 0).Withdraw());
        List<string> wrong = [];
        foreach (var _ in Enumerable.Range(0, 2))
            if (await HoldAsync(show, twins.NewId<BookingId>()) == "Held") wrong.Add("A seat of a withdrawn show was given away.");
        return wrong;
    }

    private async Task<List<string>> CloseAsync(bool fenced, Func<ShowId, BookingId, Task<string>> ask)
    {
        var show = await twins.OpenShowAsync(fenced, written: true, "1-2");
        for (var twin = 0; twin < 2; twin++) await twins.MapAsync(show, twin);
        var closed = await twins.Show(show, 0).Cancel(new CancelShow("test", default));
        List<string> wrong = [];
        if (closed.Outcome != CloseShowOutcome.Closed || closed.Claims.Length > 0) wrong.Add($"It was not closed: {closed}.");
        foreach (var _ in Enumerable.Range(0, 2))
            if (await ask(show, twins.NewId<BookingId>()) is "Held" or "Sold") wrong.Add("A seat of a canceled show was given away.");
        return wrong;
    }
}
