using Marquee.LoadTest.Invariants;
using Xunit;

namespace Marquee.Tests.LoadRuns;

/// <summary>A check that cannot fail says nothing: each of them is shown a world in which its rule is broken.</summary>
public sealed class ChecksTests
{
    private static readonly Told[] History =
    [
        new("b1", "s", ["A1", "A2"], ToldStatus.Confirmed, 500, "INR"), new("b2", "s", ["A3"], ToldStatus.Canceled, 250, "INR"),
        new("b3", "s", ["A4"], ToldStatus.GivenUp, 250, "INR"), new("b4", "s", ["A5"], ToldStatus.Unknown, 250, "INR"), new("", "s", [], ToldStatus.Unknown, 0, ""),
    ];

    private static readonly Kept[] Bookings =
    [
        new("b1", "s", "confirmed", ["A2", "A1"], 500, "INR"), new("b2", "s", "canceled", ["A3"], 250, "INR"), new("b3", "s", "expired", ["A4"], 250, "INR"),
        new("b4", "s", "confirmed", ["A5"], 250, "INR"),
    ];

    private static readonly Books Books = new(Bookings, 0, 0, 0);
    private static readonly MappedSeats Map = new("s", new HashSet<string> { "A1", "A2", "A5" }, new HashSet<string>());

    [Fact]
    public void Where_all_is_well_nothing_is_found()
    {
        Assert.Empty(Against(History, Books, Map));
        Assert.Equal([1, 2, 1, 1, 1, 4, 1, 1, 1, 1, 1], All(History, Books, Map).Select(finding => finding.Checked));
    }

    [Fact]
    public void A_seat_that_two_were_told_they_have_is_found() =>
        Finds("A1 of s", [.. History, new Told("b5", "s", ["A1"], ToldStatus.Confirmed, 250, "INR")], Books with { Bookings = [.. Bookings, new Kept("b5", "s", "confirmed", ["A1"], 250, "INR")] });

    [Fact]
    public void A_seat_that_the_books_have_sold_twice_is_found_whatever_clients_know() =>
        Finds("A5 of s", History, Books with { Bookings = [.. Bookings, new Kept("b9", "s", "confirmed", ["A5"], 250, "INR")] });

    [Fact]
    public void The_same_seat_of_another_show_is_another_seat() =>
        Assert.Empty(Against(History, Books with { Bookings = [.. Bookings, new Kept("b9", "t", "confirmed", ["A5"], 250, "INR")] }, Map));

    [Fact]
    public void A_confirmed_booking_that_is_lost_is_found() => Finds("b1 is not there", History, Books with { Bookings = Bookings[1..] });

    [Theory]
    [InlineData("failed", "A1,A2", 500, "b1 is failed")]
    [InlineData("confirmed", "A1", 500, "b1 has other seats")]
    [InlineData("confirmed", "A1,A2", 499, "b1 has another price")]
    public void A_confirmed_booking_that_is_another_now_is_found(string status, string seats, long amount, string found) =>
        Finds(found, History, With(new Kept("b1", "s", status, seats.Split(','), amount, "INR")));

    [Fact]
    public void A_canceled_booking_that_is_not_is_found() => Finds("b2 is confirmed", History, With(new Kept("b2", "s", "confirmed", ["A3"], 250, "INR")));

    [Fact]
    public void A_booking_that_was_given_up_and_lives_is_found() => Finds("b3 is confirmed", History, With(new Kept("b3", "s", "confirmed", ["A4"], 250, "INR")));

    [Theory]
    [InlineData("pending")]
    [InlineData("paying")]
    [InlineData("canceling")]
    public void A_booking_without_an_end_is_found(string status) => Finds($"b4 is {status}", History, With(new Kept("b4", "s", status, ["A5"], 250, "INR")));

    [Fact]
    public void Events_and_money_that_are_missing_are_found()
    {
        Finds("1 are not", History, Books with { Unmoved = 1 });
        Finds("2 are not", History, Books with { Unbalanced = 2 });
        Finds("3 are not", History, Books with { UnlikeTheProviders = 3 });
    }

    [Fact]
    public void A_map_that_tells_another_story_is_found()
    {
        Assert.Contains("A1 of s is booked and not sold", Against(History, Books, Map with { Sold = new HashSet<string> { "A2", "A5" } }));
        Assert.Contains("A9 of s is sold and not booked", Against(History, Books, Map with { Sold = new HashSet<string> { "A1", "A2", "A5", "A9" } }));
        Assert.Contains("A7 of s is held", Against(History, Books, Map with { Held = new HashSet<string> { "A7" } }));
    }

    private static void Finds(string what, IReadOnlyList<Told> history, Books books) => Assert.Contains(what, Against(history, books, Map));

    private static List<string> Against(IReadOnlyList<Told> history, Books books, MappedSeats map) => [.. All(history, books, map).SelectMany(finding => finding.Against)];

    private static IEnumerable<Finding> All(IReadOnlyList<Told> history, Books books, MappedSeats map) =>
        [.. Checks.OfHistory(history), .. Checks.OfBooks(history, books), .. Checks.OfMaps(books, [map])];

    private static Books With(Kept changed) => Books with { Bookings = [.. Bookings.Select(booking => booking.Booking == changed.Booking ? changed : booking)] };
}
