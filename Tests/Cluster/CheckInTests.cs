using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tickets;
using Xunit;

namespace Marquee.Tests.Cluster;

/// <summary>Guests at the door, through the grains.</summary>
[Collection("postgres")]
public sealed class CheckInTests(BookingCluster cluster) : IClassFixture<BookingCluster>
{
    private static readonly DoorPass Admin = new(Everywhere: true, []);
    private readonly UserId _customer = cluster.NewId<UserId>();
    private readonly UserId _staff = cluster.NewId<UserId>();

    private Task<CheckInResult> ScanAsync(TicketScan scan) => cluster.Silos.Client.GetGrain<ITicketDesk>(ITicketDesk.Key).CheckIn(scan);

    private TicketScan Scan(string code, params ImmutableArray<string> seats) => new(cluster.NewId<CheckInId>(), code, seats, _staff, Admin, null, "Door 1", null, default);

    private async Task<string> CodeOf(BookingId booking) => (await cluster.Booking(booking).Ticket(_customer)).Ticket!.Code;

    private async Task<(BookingId Booking, string Code)> BuyAsync(params ImmutableArray<string> seats)
    {
        var booking = await cluster.Buy(await cluster.OpenShow(TimeSpan.FromDays(2), "1-4"), _customer, "tok_success", seats);
        return (booking, await CodeOf(booking));
    }

    [Fact]
    public async Task A_ticket_lets_in_once_and_the_next_is_told_when_and_where()
    {
        var (booking, code) = await BuyAsync("A1", "A2");
        var first = await ScanAsync(Scan(code));
        Assert.Equal((CheckInOutcome.CheckedIn, "A1,A2", 0), (first.Outcome, string.Join(',', first.CheckIn!.Seats), first.Left.Length));
        var second = await ScanAsync(Scan(code) with { Door = "Door 2" });
        Assert.Equal((CheckInOutcome.AlreadyCheckedIn, first.CheckIn.At, "Door 1"), (second.Outcome, second.Earlier[0].At, second.Earlier[0].Door));
        Assert.Equal(first.CheckIn.Id, Assert.Single((await cluster.Booking(booking).Get(_customer))!.CheckIns).Id);
    }

    [Fact]
    public async Task Of_doors_that_scan_at_once_one_lets_in()
    {
        for (var round = 0; round < 5; round++)
        {
            var (_, code) = await BuyAsync("A1", "A2");
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ScanAsync(Scan(code))));
            var winner = Assert.Single(answers, answer => answer.Outcome == CheckInOutcome.CheckedIn);
            Assert.All(answers.Where(answer => answer != winner), answer =>
                Assert.Equal((CheckInOutcome.AlreadyCheckedIn, winner.CheckIn!.Id), (answer.Outcome, answer.Earlier.Single().Id)));
        }
    }

    [Fact]
    public async Task Doors_that_scan_overlapping_seats_at_once_let_each_seat_in_once()
    {
        var (_, code) = await BuyAsync("A1", "A2", "A3");
        string[][] wishes = [["A1"], ["A1", "A2"], ["A2"], ["A2", "A3"], ["A3"], ["A1", "A2", "A3"], [], ["A3", "A1"]];
        var answers = await Task.WhenAll(wishes.Select(seats => ScanAsync(Scan(code, [.. seats]))));
        var inside = answers.Where(answer => answer.CheckIn is not null).SelectMany(answer => answer.CheckIn!.Seats).ToList();
        Assert.Equal(inside.Distinct().Count(), inside.Count);
        Assert.NotEmpty(inside);
    }

    [Fact]
    public async Task Giving_a_seat_back_and_coming_in_for_it_at_once_one_of_the_two_wins()
    {
        for (var round = 0; round < 10; round++)
        {
            var (booking, code) = await BuyAsync("A1");
            var (scan, cancellation) = (ScanAsync(Scan(code)), cluster.Booking(booking).Cancel(cluster.Cancellation(_customer)));
            var (let, gone) = ((await scan).Outcome, (await cancellation).Outcome);
            Assert.True((let, gone) is (CheckInOutcome.CheckedIn, CancelOutcome.CheckedIn) or (CheckInOutcome.Canceled, CancelOutcome.Canceled), $"{let}, {gone}");
        }
    }

    [Fact]
    public async Task A_scan_that_is_repeated_has_one_effect_and_one_answer()
    {
        var (_, code) = await BuyAsync("A1", "A2");
        var scan = Scan(code, "A1");
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ScanAsync(scan)));
        Assert.Single(answers, answer => answer.Outcome == CheckInOutcome.CheckedIn);
        Assert.Equal(3, answers.Count(answer => answer.Outcome == CheckInOutcome.Replayed));
        Assert.Single(answers.Select(answer => answer.CheckIn!.At).Distinct());
        var other = scan with { Seats = ["A2"], Fingerprint = Fingerprint.Of([1]) };
        Assert.Equal(CheckInOutcome.KeyReused, (await ScanAsync(other)).Outcome);
    }

    [Fact]
    public async Task Who_came_in_is_known_after_the_grain_was_somewhere_else()
    {
        var (booking, code) = await BuyAsync("A1");
        var first = await ScanAsync(Scan(code));
        await cluster.Booking(booking).AsReference<Orleans.Core.Internal.IGrainManagementExtension>().DeactivateOnIdle();
        Assert.Equal(first.CheckIn!.At, (await ScanAsync(Scan(code))).Earlier.Single().At);
        Assert.Equal(CancelOutcome.CheckedIn, (await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer))).Outcome);
    }

    [Fact]
    public async Task A_seat_given_back_makes_a_newer_ticket_and_the_older_lets_nobody_in()
    {
        var (booking, older) = await BuyAsync("A1", "A2");
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer, "A1"));
        var ticket = (await cluster.Booking(booking).Ticket(_customer)).Ticket!;
        Assert.Equal(2, ticket.Issue);
        Assert.NotEqual(older, ticket.Code);
        Assert.Equal(CheckInOutcome.Outdated, (await ScanAsync(Scan(older))).Outcome);
        Assert.Equal("A2", (await ScanAsync(Scan(ticket.Code))).CheckIn!.Seats.Single());
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal("A2", (await cluster.Booking(booking).AtDoor())!.CheckIns.Single().Seats.Single());
    }

    [Fact]
    public async Task There_is_no_ticket_before_the_money_is_in_and_none_after_it_went_back()
    {
        var show = await cluster.OpenShow(TimeSpan.FromDays(2), "1-4");
        var booking = await cluster.Book(show, _customer, "A1");
        Assert.Equal(TicketOutcome.NotConfirmed, (await cluster.Booking(booking).Ticket(_customer)).Outcome);
        // Nobody can have such a ticket; if they had, it would not help them.
        var content = new TicketContent(booking, show, 1, ["A1"]);
        Assert.Equal(CheckInOutcome.NotConfirmed, (await cluster.Booking(booking).CheckIn(new CheckInSeats(content, Scan("")))).Outcome);
        Assert.Equal(CheckInOutcome.TicketInvalid, (await cluster.Booking(cluster.NewId<BookingId>()).CheckIn(new CheckInSeats(content, Scan("")))).Outcome);
        await cluster.Booking(booking).Pay(BookingCluster.Card(_customer, cluster.NewId<PaymentId>()));
        Assert.Equal(TicketOutcome.NotFound, (await cluster.Booking(booking).Ticket(cluster.NewId<UserId>())).Outcome);
        var code = await CodeOf(booking);
        await cluster.Booking(booking).Cancel(cluster.Cancellation(_customer));
        Assert.Equal(TicketOutcome.Canceled, (await cluster.Booking(booking).Ticket(_customer)).Outcome);
        Assert.Equal(CheckInOutcome.Canceled, (await ScanAsync(Scan(code))).Outcome);
        Assert.Null(await cluster.Booking(booking).AtDoor());
    }

    [Fact]
    public async Task Guests_whom_a_device_let_in_a_second_time_are_kept_with_what_is_wrong_about_them()
    {
        var (booking, code) = await BuyAsync("A1");
        var now = cluster.Clock.GetUtcNow();
        var first = await ScanAsync(Scan(code) with { ScannedAt = now.AddMinutes(-9) });
        Assert.Equal(now.AddMinutes(-9), first.CheckIn!.At);
        var second = Scan(code) with { ScannedAt = now.AddMinutes(-5), Door = "Device 2" };
        for (var upload = 0; upload < 2; upload++) Assert.Equal(CheckInOutcome.AlreadyCheckedIn, (await ScanAsync(second)).Outcome);
        // Who waits for the answer is simply not let in.
        Assert.Equal(CheckInOutcome.AlreadyCheckedIn, (await ScanAsync(Scan(code))).Outcome);
        var conflict = Assert.Single((await cluster.Booking(booking).AtDoor())!.Conflicts);
        Assert.Equal((CheckInOutcome.AlreadyCheckedIn, "Device 2", now.AddMinutes(-5)), (conflict.Why, conflict.Scan.Door, conflict.Scan.At));
        // Nobody comes in tomorrow, whatever a device's clock says.
        var (_, other) = await BuyAsync("A1");
        Assert.True((await ScanAsync(Scan(other) with { ScannedAt = now.AddDays(1) })).CheckIn!.At < now.AddHours(1));
    }
}
