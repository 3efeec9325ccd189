using Marquee.Payments;
using Marquee.Payments.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Payments;

public sealed class PaymentStepsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    private static readonly PaymentState Captured = new() { Status = PaymentStatus.Succeeded, Amount = new Money(1_000, "INR") };

    private static RefundPayment Ask(long amount) => new(new RefundId(Guid.NewGuid()), amount, "test");

    [Theory]
    [InlineData(PaymentStatus.Succeeded, PaymentStatus.Failed)]
    [InlineData(PaymentStatus.Failed, PaymentStatus.RequiresAction)]
    [InlineData(PaymentStatus.Failed, PaymentStatus.Authorized)]
    [InlineData(PaymentStatus.Succeeded, PaymentStatus.RequiresAction)]
    [InlineData(PaymentStatus.Succeeded, PaymentStatus.Authorized)]
    [InlineData(PaymentStatus.Authorized, PaymentStatus.RequiresAction)]
    [InlineData(PaymentStatus.Authorized, PaymentStatus.Processing)]
    public void What_has_ended_stays_ended_whatever_is_heard_later(PaymentStatus ended, PaymentStatus heard)
    {
        var state = new PaymentState { Status = ended };
        Assert.Same(state, PaymentSteps.Hear(state, new ProviderPayment(heard), Noon));
    }

    [Fact]
    public void Money_that_was_taken_after_the_payment_had_failed_is_taken_all_the_same()
    {
        var failed = PaymentSteps.Hear(new PaymentState(), new ProviderPayment(PaymentStatus.Failed, Failure: new PaymentFailure("abandoned", "")), Noon);
        var taken = PaymentSteps.Hear(failed, new ProviderPayment(PaymentStatus.Succeeded), Noon);
        Assert.Equal((PaymentStatus.Succeeded, null), (taken.Status, taken.Failure));
    }

    [Theory]
    [InlineData(PaymentStatus.Succeeded)]
    [InlineData(PaymentStatus.Failed)]
    public void Money_that_is_set_aside_is_taken_or_let_go(PaymentStatus end)
    {
        var aside = PaymentSteps.Hear(new PaymentState(), new ProviderPayment(PaymentStatus.Authorized), Noon);
        Assert.Equal((PaymentStatus.Authorized, Noon, null), (aside.Status, aside.AuthorizedAt, aside.EndedAt));
        var ended = PaymentSteps.Hear(aside, new ProviderPayment(end), Noon);
        Assert.Equal((end, Noon, Noon), (ended.Status, ended.AuthorizedAt, ended.EndedAt));
    }

    [Fact]
    public void What_the_customer_is_to_do_is_kept_where_the_provider_tells_it_once_only()
    {
        var link = new NextAction(NextActions.UpiIntent, "upi://pay?pa=shop@bank");
        var asked = PaymentSteps.Hear(new PaymentState(), new ProviderPayment(PaymentStatus.RequiresAction, link), Noon);
        Assert.Equal(link, PaymentSteps.Hear(asked, new ProviderPayment(PaymentStatus.RequiresAction), Noon).NextAction);
    }

    [Fact]
    public void Words_in_any_order_lead_to_the_same_end()
    {
        var asked = new ProviderPayment(PaymentStatus.RequiresAction, new NextAction("redirect", "https://bank.test/"));
        var taken = new ProviderPayment(PaymentStatus.Succeeded);
        var once = PaymentSteps.Hear(PaymentSteps.Hear(new PaymentState(), asked, Noon), taken, Noon);
        var reversed = PaymentSteps.Hear(PaymentSteps.Hear(new PaymentState(), taken, Noon), asked, Noon);
        Assert.Equal(once, reversed);
        Assert.Null(once.NextAction);
    }

    [Fact]
    public void Refunds_never_exceed_what_was_taken_pending_ones_included()
    {
        var first = PaymentSteps.AskRefund(Captured, Ask(600), Noon)!;
        Assert.Null(PaymentSteps.AskRefund(first, Ask(401), Noon));
        Assert.Null(PaymentSteps.AskRefund(first, Ask(long.MaxValue), Noon));
        var both = PaymentSteps.AskRefund(first, Ask(400), Noon)!;
        Assert.Equal(1_000, PaymentSteps.Refunding(both));
        Assert.Null(PaymentSteps.AskRefund(both, Ask(1), Noon));
    }

    [Theory]
    [InlineData(PaymentStatus.Processing)]
    [InlineData(PaymentStatus.RequiresAction)]
    [InlineData(PaymentStatus.Failed)]
    public void What_was_not_taken_is_not_given_back(PaymentStatus status) =>
        Assert.Null(PaymentSteps.AskRefund(Captured with { Status = status }, Ask(1), Noon));

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_refund_is_of_some_money(long amount) => Assert.Null(PaymentSteps.AskRefund(Captured, Ask(amount), Noon));

    [Fact]
    public void A_refund_the_provider_does_not_make_stays_owed_and_is_tried_less_and_less_often()
    {
        var command = Ask(1_000);
        var state = PaymentSteps.AskRefund(Captured, command, Noon)!;
        var pauses = new List<double>();
        for (var tries = 0; tries < 12; tries++)
        {
            state = PaymentSteps.Tried(state, command.Refund, succeeded: false, Noon, mostTries: 20);
            var refund = PaymentSteps.Find(state, command.Refund)!;
            Assert.Equal(RefundStatus.Pending, refund.Status);
            pauses.Add((refund.NextTryAt - Noon).TotalMinutes);
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360], pauses);
        Assert.Equal((0, 1_000), (PaymentSteps.Refunded(state), PaymentSteps.Refunding(state)));
        state = PaymentSteps.Tried(state, command.Refund, succeeded: true, Noon, mostTries: 20);
        Assert.Equal((1_000, 0), (PaymentSteps.Refunded(state), PaymentSteps.Refunding(state)));
    }

    [Fact]
    public void A_refund_that_was_tried_too_often_is_stuck_and_still_owed()
    {
        var (stuck, id) = StuckAfter(3);
        Assert.Equal((RefundStatus.Stuck, 3, 2), (PaymentSteps.Find(stuck, id)!.Status, PaymentSteps.Find(stuck, id)!.Tries, PaymentSteps.Find(stuck, id)!.Version));
        Assert.Equal((0, 1_000), (PaymentSteps.Refunded(stuck), PaymentSteps.Refunding(stuck)));
        Assert.Null(PaymentSteps.AskRefund(stuck, Ask(1), Noon));
        Assert.Empty(PaymentSteps.Due(stuck, Noon.AddYears(1)));
    }

    [Fact]
    public void A_stuck_refund_is_tried_anew_or_settled_by_hand()
    {
        var (stuck, id) = StuckAfter(3);
        var again = PaymentSteps.Find(PaymentSteps.Retry(stuck, id, Noon), id)!;
        Assert.Equal((RefundStatus.Pending, 0, 3), (again.Status, again.Tries, again.Version));
        var settled = PaymentSteps.Settle(stuck, id, "by bank transfer", default);
        Assert.Equal((1_000, 0), (PaymentSteps.Refunded(settled), PaymentSteps.Refunding(settled)));
        Assert.Throws<InvalidOperationException>(() => PaymentSteps.Settle(settled, id, "again", default));
        Assert.Throws<InvalidOperationException>(() => PaymentSteps.Retry(settled, id, Noon));
    }

    private static (PaymentState State, RefundId Id) StuckAfter(int tries)
    {
        var command = Ask(1_000);
        var state = PaymentSteps.AskRefund(Captured, command, Noon)!;
        for (var i = 0; i < tries; i++) state = PaymentSteps.Tried(state, command.Refund, succeeded: false, Noon, tries);
        return (state, command.Refund);
    }
}
