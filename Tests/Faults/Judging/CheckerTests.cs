using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Stories;
using Xunit;
using static Marquee.Tests.Faults.Judging.Planted;

namespace Marquee.Tests.Faults.Judging;

// Another class of the tests has that name too.
using Books = Marquee.LoadTest.Faults.Checks.Books;

/// <summary>The negative control of all fault runs: what must never be is planted, and the checker has to find it.</summary>
public sealed class CheckerTests
{
    private static readonly Story Bought = Story("bought", Held(0, 1, "A1"), Paid(2, 3));

    [Fact]
    public void A_history_in_which_all_is_well_has_nothing_to_be_found() => Assert.Empty(Judge(Sound("bought", "A1"), Bought));

    [Fact]
    public void A_seat_that_two_clients_were_told_is_theirs_is_found() =>
        Assert.Equal(["I1", "I8"], Judge(Sound("bought", "A1"), Bought, Story("other", Held(4, 5, "A1"))));

    [Fact]
    public void A_seat_that_two_confirmed_bookings_have_is_found()
    {
        var books = Both(Sound("bought", "A1"), Sound("other", "A1"));
        Assert.Equal(["I1"], Judge(books, Bought, Story("other", Held(30, 31, "A1"), Paid(31, 32))));
        // Also where nobody was told of the second.
        Assert.Equal(["I1"], Judge(books, Bought));
    }

    [Fact]
    public void A_seat_that_was_given_up_may_be_anothers_from_the_moment_that_was_asked_for()
    {
        var given = Story("given", Held(0, 1, "A1"), GivenUp(2, 9));
        var books = Sound("bought", "A1") with
        {
            Bookings = Sound("bought", "A1").Bookings.Append(new(IdOf("given"), new BookedRow(IdOf("given"), "usr_1", Show, "expired", ["A1"], Price, null))).ToDictionary(),
            Audit = [.. Sound("bought", "A1").Audit, new AuditedRow("booking-created", IdOf("given")), new AuditedRow("booking-expired", IdOf("given"))],
        };
        Assert.Empty(Judge(books, given, Story("bought", Held(3, 4, "A1"), Paid(5, 6))));
        Assert.Equal(["I1"], Judge(books, given, Story("bought", Held(1, 1.5, "A1"), Paid(5, 6))));
    }

    [Fact]
    public void A_hold_keeps_its_seats_for_its_time_and_no_longer()
    {
        var left = Story("left", Held(0, 1, "A1"));
        var books = Both(Sound("bought", "A1"), Ended("left", "expired"));
        Assert.Equal(["I1"], Judge(books, left, Story("bought", Held(10, 12, "A1"), Paid(13, 14))));
        Assert.Empty(Judge(books, left, Story("bought", Held(20, 21, "A1"), Paid(22, 23))));
    }

    [Fact]
    public void A_booking_that_was_answered_and_is_lost_is_found() => Assert.Equal(["I8"], Judge(new Books(), Story("lost", Held(0, 1, "A1"))));

    [Fact]
    public void A_confirmed_booking_that_came_to_nothing_is_found() => Assert.Equal(["I8"], Judge(Ended("bought", "expired"), Bought));

    [Fact]
    public void A_refusal_that_had_an_effect_is_found()
    {
        Assert.Equal(["I8"], Judge(Ended("refused", "expired"), Story("refused", Refused(5, 6, "A1")), Story("holder", Unknown(Step.Hold, 4, 9))));
        var declined = Story("bought", Held(0, 1, "A1"), Declined(2, 3));
        Assert.Equal(["I8"], Judge(Sound("bought", "A1"), declined));
    }

    [Fact]
    public void A_refusal_of_a_seat_that_nobody_had_is_found()
    {
        var refused = Story("refused", Refused(5, 6, "A2"));
        Assert.Equal(["I8"], Judge(Sound("bought", "A1"), Bought, refused));
        // A request whose answer never came may have had it.
        Assert.Empty(Judge(Sound("bought", "A1"), Bought, refused, Story("silent", Unknown(Step.Hold, 5, 35))));
    }

    [Fact]
    public void A_seat_that_stays_held_or_sold_to_nobody_is_found()
    {
        Assert.Equal(["I10"], Judge(new Books { Seats = [new SeatRow(Show, "A1", "held")] }));
        Assert.Equal(["I10"], Judge(new Books { Seats = [new SeatRow(Show, "A1", "sold")] }));
    }

    [Fact]
    public void A_seat_of_a_confirmed_booking_that_is_on_sale_again_is_found() =>
        Assert.Equal(["I4"], Judge(Sound("bought", "A1") with { Seats = [new SeatRow(Show, "A1", "free")] }, Bought));

    [Fact]
    public void An_answer_that_is_another_one_when_it_is_asked_for_again_is_found() =>
        Assert.Equal(["I7"], Checker.Check(new Evidence([Bought], Sound("bought", "A1"), TimeSpan.FromSeconds(20)) { Contradictions = ["another"] }).Select(breach => breach.Invariant));

    internal static Books Both(Books one, Books other) => one with
    {
        Bookings = one.Bookings.Concat(other.Bookings).ToDictionary(),
        Ledger = [.. one.Ledger, .. other.Ledger],
        Charges = [.. one.Charges, .. other.Charges],
        Audit = [.. one.Audit, .. other.Audit],
        Messages = [.. one.Messages, .. other.Messages],
        Seats = [.. one.Seats.Concat(other.Seats).Distinct()],
    };

    /// <summary>A booking that came to nothing.</summary>
    internal static Books Ended(string name, string status) => new()
    {
        Bookings = new Dictionary<string, BookedRow> { [IdOf(name)] = new(IdOf(name), "usr_1", Show, status, ["A1"], Price, null) },
        Audit = [new AuditedRow("booking-created", IdOf(name)), new AuditedRow($"booking-{status}", IdOf(name))],
    };
}
