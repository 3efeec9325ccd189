using Marquee.Bookings;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Payments.Domain;
using Marquee.Shows;
using Marquee.Shows.Domain;
using Marquee.Silo.Ledger;
using Marquee.Storage;
using Marquee.Theaters.Domain;
using Marquee.Wallets;
using Marquee.Wallets.Domain;

namespace Marquee.Tests.Simulation;

/// <summary>What holds at the end, once everything has healed and had its time.</summary>
internal static class Reckoning
{
    /// <summary>True where nothing is left to be done by anybody.</summary>
    public static bool AllIsOver(Rows rows, SeatPlan plan) =>
        rows.All<BookingState>().All(row => IsOver(row.State.Status) && !BookingSteps.Owed(row.State).Any())
        && rows.All<PaymentState>().All(row => PaymentSteps.HasEnded(row.State) && PaymentSteps.Refunding(row.State) == 0)
        && ClaimsOf(rows, plan).All(claim => !claim.Open || IsNobodys(claim, rows));

    public static void Hold(Laws laws, Rows rows, SimulatedProvider provider, SeatPlan plan, IEnumerable<Customer> customers)
    {
        var bookings = rows.All<BookingState>().ToDictionary(row => Ids.Parse<BookingId>(row.Grain.Key.ToString()!), row => row.State);
        CheckEnds(laws, rows, plan, bookings);
        CheckMoney(laws, rows, provider, bookings);
        foreach (var (booking, status) in customers.SelectMany(customer => customer.Told)) CheckTold(laws, booking, status, bookings);
    }

    private static void CheckEnds(Laws laws, Rows rows, SeatPlan plan, Dictionary<BookingId, BookingState> bookings)
    {
        foreach (var (id, booking) in bookings)
        {
            if (!IsOver(booking.Status)) laws.Breach($"I10: {id} is still {booking.Status}");
            if (BookingSteps.Owed(booking).Any()) laws.Breach($"I10: {id} still owes {string.Join(", ", BookingSteps.Owed(booking))}");
        }

        foreach (var claim in ClaimsOf(rows, plan))
        {
            if (IsNobodys(claim, rows)) continue;
            if (claim.Phase != ClaimPhase.Sold) laws.Breach($"I10: seats of {claim.Booking} are still {claim.Phase}");
            else if (!bookings.TryGetValue(claim.Booking, out var owner) || owner.Status != BookingStatus.Confirmed) laws.Breach($"I10: seats are sold to {claim.Booking}, which is {owner?.Status}");
        }
    }

    /// <summary>Captured money is what a confirmed booking kept, or has gone back; and the ledger says what the provider's journal says.</summary>
    private static void CheckMoney(Laws laws, Rows rows, SimulatedProvider provider, Dictionary<BookingId, BookingState> bookings)
    {
        foreach (var (id, charge, refunded) in provider.Journal)
        {
            var buyer = bookings.Values.FirstOrDefault(booking => booking.Payment == id && booking.Status is BookingStatus.Confirmed or BookingStatus.Canceled);
            Compare(id.ToString(), charge.Captured - refunded, buyer, refund => refund.To == RefundTo.Source);
        }

        foreach (var (grain, payment) in rows.All<PaymentState>())
        {
            if (payment.Instrument?.Method != PaymentMethod.Wallet) continue;
            var id = Ids.Parse<PaymentId>(grain.Key.ToString()!);
            var wallet = rows.All<WalletState>().FirstOrDefault(row => row.Grain.Key.ToString() == payment.Customer.ToString()).State;
            var entries = wallet is null ? [] : WalletBook.EntriesOf(wallet);
            var buyer = bookings.Values.FirstOrDefault(booking => booking.Payment == id && booking.Status is BookingStatus.Confirmed or BookingStatus.Canceled);
            var kept = -entries.Where(entry => entry.Operation == id.Value || PaymentSteps.Find(payment, new RefundId(entry.Operation)) is not null).Sum(entry => entry.Amount);
            Compare(id.ToString(), kept, buyer, _ => true);
        }

        var lines = rows.Events.SelectMany(LinesOf).ToList();
        if (lines.Sum(line => line.Amount.Amount) != 0) laws.Breach("I3: the ledger does not add up to zero");
        // Refunds into the wallet leave the charge with the provider.
        var clearing = lines.Where(line => line.Account == LedgerLines.Clearing).Sum(line => line.Amount.Amount);
        var journal = provider.Journal.Sum(entry => entry.Charge.Captured - entry.Refunded);
        if (clearing != journal) laws.Breach($"I3: the ledger has {clearing} at the provider, its journal {journal}");

        void Compare(string payment, long kept, BookingState? buyer, Func<BookingRefundState, bool> returned)
        {
            var due = buyer is null ? 0 : buyer.Price!.Total.Amount - RefundsOf(buyer).Where(returned).Sum(refund => refund.Amount);
            if (kept != due) laws.Breach($"I2: {kept} of {payment} was kept, {due} is due");
        }
    }

    private static IEnumerable<Claim> ClaimsOf(Rows rows, SeatPlan plan) =>
        rows.All<ShowSeatsState>().FirstOrDefault().State is { } seats ? PackedSeats.Unpack(plan, seats.Packed, seats.Archive).Claims : [];

    /// <summary>A hold whose customer was never told of it, because all died in that moment: the clock frees its seats, and that is all.</summary>
    private static bool IsNobodys(Claim claim, Rows rows) =>
        claim.Phase == ClaimPhase.Held && rows.All<BookingState>().All(row => row.Grain.Key.ToString() != claim.Booking.ToString() || !BookingSteps.IsMade(row.State));

    private static bool IsOver(BookingStatus status) => status is not (BookingStatus.Pending or BookingStatus.Paying or BookingStatus.Canceling);

    private static IEnumerable<BookingRefundState> RefundsOf(BookingState booking) =>
        booking.Refunds.IsDefault ? [] : booking.Refunds.Where(refund => refund.Status == RefundStatus.Succeeded);

    private static void CheckTold(Laws laws, BookingId id, BookingStatus told, Dictionary<BookingId, BookingState> bookings)
    {
        if (!bookings.TryGetValue(id, out var booking)) laws.Breach($"I8: {id} was told {told} and is not there");
        else if (told is BookingStatus.Confirmed && booking.Status is not (BookingStatus.Confirmed or BookingStatus.Canceled)) laws.Breach($"I8: {id} was told {told} and is {booking.Status}");
        else if (told is BookingStatus.Expired or BookingStatus.Failed && booking.Status != told) laws.Breach($"I8: {id} was told {told} and is {booking.Status}");
    }

    private static LedgerLine[] LinesOf(OutboxEvent raised) => raised.Type switch
    {
        PaymentCaptured.Type => LedgerLines.Of(Events.Read<PaymentCaptured>(raised.Payload.Span)),
        PaymentRefunded.Type => LedgerLines.Of(Events.Read<PaymentRefunded>(raised.Payload.Span)),
        WalletMoved.Type => LedgerLines.Of(Events.Read<WalletMoved>(raised.Payload.Span)),
        _ => [],
    };
}
