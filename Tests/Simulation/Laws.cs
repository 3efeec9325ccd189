using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Payments.Domain;
using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Marquee.Theaters.Domain;
using Marquee.Wallets;
using Marquee.Wallets.Domain;
using Orleans.Runtime;

namespace Marquee.Tests.Simulation;

/// <summary>What holds after every write, whatever is under way. Breaches are collected: the first is the one that matters.</summary>
internal sealed class Laws
{
    private static readonly HashSet<(BookingStatus, BookingStatus)> Steps =
    [
        (BookingStatus.Pending, BookingStatus.Paying), (BookingStatus.Paying, BookingStatus.Pending),
        (BookingStatus.Pending, BookingStatus.Confirmed), (BookingStatus.Paying, BookingStatus.Confirmed),
        (BookingStatus.Pending, BookingStatus.Expired), (BookingStatus.Paying, BookingStatus.Expired),
        (BookingStatus.Pending, BookingStatus.Failed), (BookingStatus.Paying, BookingStatus.Failed),
        (BookingStatus.Confirmed, BookingStatus.Canceling), (BookingStatus.Canceling, BookingStatus.Canceled),
        (BookingStatus.Paying, BookingStatus.Paying), (BookingStatus.Confirmed, BookingStatus.Confirmed),
        (BookingStatus.Failed, BookingStatus.Failed), (BookingStatus.Canceling, BookingStatus.Canceling),
    ];

    private readonly World _world;
    private readonly Rows _rows;
    private readonly SimulatedProvider _provider;
    private readonly SeatPlan _plan;

    public Laws(World world, Rows rows, SimulatedProvider provider, SeatPlan plan)
    {
        (_world, _rows, _provider, _plan) = (world, rows, provider, plan);
        rows.Landed = Check;
    }

    public List<string> Breaches { get; } = [];

    public void Breach(string what)
    {
        _world.Tell($"BREACH: {what}");
        Breaches.Add(what);
    }

    private void Check(string name, GrainId grain, AggregateState? before, AggregateState after)
    {
        switch (after)
        {
            case BookingState booking:
                _world.Tell($"{grain.Key} is {booking.Status}");
                CheckBooking(grain, (BookingState?)before, booking);
                break;
            case PaymentState payment:
                _world.Tell($"{grain.Key} is {payment.Status}");
                CheckPayment(grain, (PaymentState?)before, payment);
                break;
            case ShowSeatsState seats:
                CheckSeats(before is ShowSeatsState earlier ? Claims(earlier) : [], Claims(seats));
                break;
            case WalletState wallet when WalletBook.EntriesOf(wallet).Any(entry => entry.Balance < 0):
                Breach($"I5: wallet {grain.Key} is below zero");
                break;
        }
    }

    private void CheckBooking(GrainId grain, BookingState? before, BookingState after)
    {
        if (!BookingSteps.IsMade(after)) return;
        if (BookingSteps.IsMade(before) && !Steps.Contains((before.Status, after.Status))) Breach($"I9: {grain.Key} went from {before.Status} to {after.Status}");
        if (after.Status != BookingStatus.Confirmed || before is { Status: BookingStatus.Confirmed }) return;
        var seats = Seats();
        var booking = Ids.Parse<BookingId>(grain.Key.ToString()!);
        if (!seats.TryGetValue(booking, out var claim) || claim.Phase != ClaimPhase.Sold || claim.Seats.Length != after.Seats.Length)
            Breach($"I1: {booking} is confirmed and its seats are not sold to it");
    }

    private void CheckPayment(GrainId grain, PaymentState? before, PaymentState after)
    {
        // The provider may have taken money after all that it had said it would not take; then all of it goes back.
        var goesOn = before is not null && PaymentSteps.HasEnded(before) && (before.Status, after.Status) != (PaymentStatus.Failed, PaymentStatus.Succeeded);
        if (goesOn && before!.Status != after.Status) Breach($"I9: {grain.Key} went from {before.Status} to {after.Status}");
        if (PaymentSteps.Refunded(after) + PaymentSteps.Refunding(after) > after.Amount.Amount) Breach($"I2: {grain.Key} gives back more than it took");
    }

    /// <summary>Seats change hands only where whoever had them is done with them, and never while money for them is on its way.</summary>
    private void CheckSeats(Dictionary<BookingId, Claim> before, Dictionary<BookingId, Claim> after)
    {
        foreach (var (booking, had) in before)
        {
            var has = after.GetValueOrDefault(booking);
            if (had.Phase == ClaimPhase.Sold && (has is null || has.Phase != ClaimPhase.Sold || has.Seats.Length < had.Seats.Length)) CheckGivenBack(booking, had.Payment);
            if (had.Phase == ClaimPhase.Paying && has is not { Phase: ClaimPhase.Paying or ClaimPhase.Sold }) CheckNotPaid(booking, had.Payment);
        }
    }

    /// <summary>Seats sold before their money was there may go back to the hold once the payment has failed for good.</summary>
    private void CheckGivenBack(BookingId booking, PaymentId payment)
    {
        if (StateOf(payment) is { Status: PaymentStatus.Failed }) return;
        var state = _rows.All<BookingState>().FirstOrDefault(row => row.Grain.Key.ToString() == booking.ToString()).State;
        var gaveBack = state is { Status: BookingStatus.Failed or BookingStatus.Expired or BookingStatus.Canceling or BookingStatus.Canceled } or { Refunds.IsDefaultOrEmpty: false };
        if (state is not null && !gaveBack) Breach($"I1: sold seats of {booking} were taken away while it is {state.Status}");
    }

    private void CheckNotPaid(BookingId booking, PaymentId payment)
    {
        if (StateOf(payment) is not { } state) return;
        var goesBack = PaymentSteps.RefundsOf(state).Length > 0;
        if (state.Status == PaymentStatus.Succeeded && !goesBack) Breach($"I4: seats of {booking} were released although {payment} is paid");
        if (state.Status is PaymentStatus.Processing or PaymentStatus.RequiresAction && _provider.Find(payment) is { Status: PaymentStatus.Processing or PaymentStatus.Succeeded })
            Breach($"I4: seats of {booking} were released while {payment} is under way");
    }

    private PaymentState? StateOf(PaymentId payment) => _rows.All<PaymentState>().FirstOrDefault(row => row.Grain.Key.ToString() == payment.ToString()).State;

    private Dictionary<BookingId, Claim> Seats() => _rows.All<ShowSeatsState>().FirstOrDefault().State is { } seats ? Claims(seats) : [];

    private Dictionary<BookingId, Claim> Claims(ShowSeatsState seats) => PackedSeats.Unpack(_plan, seats.Packed, seats.Archive).Claims.ToDictionary(claim => claim.Booking);
}
