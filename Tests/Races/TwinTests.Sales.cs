using Marquee.Shows;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>One activation sells what the other does not know to be sold.</summary>
public sealed partial class TwinTests
{
    [Fact]
    public async Task A_stale_activation_holds_nothing_that_the_other_has_sold() => Assert.Empty(await SellAsync(fenced: true, HoldAsync));

    [Fact]
    public async Task A_stale_activation_sells_nothing_that_the_other_has_sold() => Assert.Empty(await SellAsync(fenced: true, ConfirmAsync));

    [Fact]
    public async Task Without_the_version_of_the_row_a_stale_activation_would_hold_what_is_sold() =>
        Assert.Contains("A1 has two owners", await SellAsync(fenced: false, HoldAsync));

    [Fact]
    public async Task Without_the_version_of_the_row_a_stale_activation_would_sell_what_is_sold() =>
        Assert.Contains("A1 has two owners", await SellAsync(fenced: false, ConfirmAsync));

    /// <summary>
    /// Both know of a hold. The first sells its seat, and the second, for which the hold's time runs out, is asked for it by somebody else.
    /// </summary>
    private async Task<List<string>> SellAsync(bool fenced, Func<ShowId, BookingId, Task<string>> ask)
    {
        var show = await twins.OpenShowAsync(fenced, written: true, "1-2");
        var (buyer, other) = (twins.NewId<BookingId>(), twins.NewId<BookingId>());
        await twins.HoldAsync(show, 0, buyer, "A1");
        await twins.ForgetAsync();
        for (var twin = 0; twin < 2; twin++) await twins.MapAsync(show, twin);
        if (await ConfirmAsync(show, 0, buyer) != nameof(ConfirmOutcome.Sold)) return ["The seat was not sold."];
        twins.Clock.Advance(TimeSpan.FromMinutes(5));

        var first = await ask(show, other);
        var second = await ask(show, other);
        List<string> wrong = [];
        if (first is "Held" or "Sold" || second is "Held" or "Sold") wrong.Add("A1 has two owners");
        if (second is not (nameof(HoldOutcome.SeatsUnavailable) or nameof(ConfirmOutcome.Gone))) wrong.Add($"Asked again it says {second}.");
        for (var twin = 0; twin < 2; twin++)
            if ((await twins.Show(show, twin).Seats())!.Status[0] != SeatStatus.Sold) wrong.Add("A1 is not sold any more");
        return wrong;
    }

    private async Task<string> HoldAsync(ShowId show, BookingId booking) =>
        (await Twins.TryAsync(() => twins.HoldAsync(show, 1, booking, "A1")))?.Outcome.ToString() ?? "";

    private Task<string> ConfirmAsync(ShowId show, BookingId booking) => ConfirmAsync(show, 1, booking);

    private async Task<string> ConfirmAsync(ShowId show, int twin, BookingId booking) => await Twins.TryAsync(async () =>
        (await twins.Show(show, twin).Confirm(new ConfirmSeats(booking, twins.NewId<UserId>(), ["A1"]))).ToString()) ?? "";
}
