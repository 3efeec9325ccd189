using Marquee.LoadTest.Faults.Checks;
using Xunit;
using static Marquee.Tests.Faults.Judging.CheckerTests;
using static Marquee.Tests.Faults.Judging.Planted;

namespace Marquee.Tests.Faults.Judging;

// Another class of the tests has that name too.
using Books = Marquee.LoadTest.Faults.Checks.Books;

/// <summary>The same for money, messages and the course of bookings.</summary>
public sealed class CheckerMoneyTests
{
    [Fact]
    public void Money_that_was_captured_and_bought_nothing_is_found()
    {
        var lost = Ended("lost", "expired") with { Charges = [new ChargedRow(PaymentOf("lost"), Price, 0)], Ledger = Sale("lost", PaymentOf("lost"), Price) };
        Assert.Equal(["I2"], Judge(lost, Story("lost", Held(0, 1, "A1"), Unknown(LoadTest.Faults.Stories.Step.Pay, 2, 3))));
    }

    [Fact]
    public void A_refund_that_the_provider_knows_nothing_of_is_found()
    {
        var canceled = Sound("bought", "A1") with
        {
            Bookings = new Dictionary<string, BookedRow> { [IdOf("bought")] = Sound("bought", "A1").Bookings[IdOf("bought")] with { Status = "canceled" } },
            Ledger = [.. Sale("bought", PaymentOf("bought"), Price), .. Sale("bought", "rfd_1", -15_000)],
            Audit = [.. new[] { "created", "confirmed", "canceling", "refunded", "canceled" }.Select(kind => new AuditedRow($"booking-{kind}", IdOf("bought")))],
            Seats = [],
        };
        var story = Story("bought", Held(0, 1, "A1"), Paid(2, 3), Canceled(4, 5, 15_000));
        Assert.Equal(["I3"], Judge(canceled, story));
        Assert.Empty(Judge(canceled with { Charges = [new ChargedRow(PaymentOf("bought"), Price, 15_000)], Refunds = [new RefundedRow("rfd_1", PaymentOf("bought"), 15_000)] }, story));
        // Nobody paid anything back, and the customer was told that somebody would.
        Assert.Equal(["I2"], Judge(canceled with { Ledger = Sale("bought", PaymentOf("bought"), Price) }, story));
    }

    [Fact]
    public void A_charge_that_is_not_in_the_ledger_is_found() =>
        Assert.Equal(["I2", "I3"], Judge(Sound("bought", "A1") with { Ledger = [] }, Story("bought", Held(0, 1, "A1"), Paid(2, 3))));

    [Fact]
    public void Lines_that_do_not_add_up_and_wallets_that_are_overdrawn_or_say_something_else_are_found()
    {
        Assert.Equal(["I5"], Judge(new Books { Ledger = [new LedgerRow("e", "top-ups", 5, "INR", "o", "r")] }));
        LedgerRow[] overdrawn = [new("e", "wallet:usr_1", 5, "INR", "o", "r"), new("e", "top-ups", -5, "INR", "o", "r")];
        Assert.Equal(["I5"], Judge(new Books { Ledger = overdrawn }));
        Assert.Equal(["I5"], Judge(new Books { Wallets = new Dictionary<string, long> { ["usr_1"] = 7 } }));
    }

    [Fact]
    public void A_customer_who_was_not_told_or_was_told_twice_is_found()
    {
        var sound = Sound("bought", "A1");
        Assert.Equal(["I6"], Judge(sound with { Messages = [] }));
        Assert.Equal(["I6"], Judge(sound with { Messages = [.. sound.Messages, sound.Messages[0] with { Event = "event-2" }] }));
    }

    [Fact]
    public void A_step_that_no_booking_may_take_is_found()
    {
        var sound = Sound("bought", "A1");
        Assert.Equal(["I9"], Judge(sound with { Audit = [] }));
        Assert.Equal(["I9"], Judge(sound with { Audit = [.. sound.Audit, new AuditedRow("booking-expired", IdOf("bought"))] }));
        Assert.Equal(["I9"], Judge(sound with { Audit = sound.Audit.Take(1).ToList() }));
    }

    [Fact]
    public void What_has_not_ended_is_found()
    {
        Assert.Equal(["I10"], Judge(new Books { Unfinished = ["3 events in the outbox"] }));
        Assert.Equal(["I10"], Judge(new Books { DeadLetters = 1 }));
        Assert.Equal(["I10"], Judge(Ended("open", "paying")));
    }
}
