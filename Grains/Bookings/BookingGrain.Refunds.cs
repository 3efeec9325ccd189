using System.Collections.Immutable;
using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Storage;
using Marquee.Wallets;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Bookings;

/// <summary>
/// What happens after the payment. A refund is saved here first, with the seats that are given back for it; then the show frees them and
/// the payment returns the money. Both take a repeat for what it is, so whoever comes next, a repeat, the payment or the reminder, can go on.
/// </summary>
internal sealed partial class BookingGrain
{
    private const string RefundReminder = "refunds";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan StuckPeriod = TimeSpan.FromHours(1);

    public async Task<RefundQuote?> Quote(UserId customer, ImmutableArray<string> seats)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != customer) return null;
        var show = await ShowAsync();
        var terms = RefundRules.TermsOf(show.Rules.RefundPolicy, show.Status, show.StartsAt, booking.BookedFor, clock.GetUtcNow());
        var decision = RefundRules.Decide(booking, terms, seats);
        var currency = booking.Price!.Currency;
        return new RefundQuote(
            decision.Outcome, decision.Seats, new Money(decision.Amount, currency), new Money(decision.Withheld, currency), terms.Percent, terms.WithFee, terms.Cause,
            show.Rules.RefundPolicy, show.StartsAt);
    }

    public async Task<CancelBookingResult> Cancel(CancelBooking command)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != command.Customer) return new CancelBookingResult(CancelOutcome.NotFound, null, []);
        if (BookingSteps.FindRefund(booking, command.Refund) is { } known)
        {
            if (known.Fingerprint != command.Fingerprint) return new CancelBookingResult(CancelOutcome.KeyReused, null, []);
            await ContinueRefundsAsync();
            return await CanceledAsync(CancelOutcome.Replayed, command.Refund);
        }

        var show = await ShowAsync();
        var now = clock.GetUtcNow();
        var terms = RefundRules.TermsOf(show.Rules.RefundPolicy, show.Status, show.StartsAt, booking.BookedFor, now);
        var decision = RefundRules.Decide(booking, terms, command.Seats);
        if (decision.Outcome != CancelOutcome.Canceled) return new CancelBookingResult(decision.Outcome, null, decision.Seats);
        if (command.To == RefundTo.Wallet && !await WalletTakesAsync(booking)) return new CancelBookingResult(CancelOutcome.OtherCurrency, null, []);

        await CancelAsync(new BookingRefundState(
            command.Refund, decision.Amount, RefundStatus.Pending, decision.Seats, terms.Cause, ReasonOf(terms.Cause), command.To, now, command.Fingerprint));
        return await CanceledAsync(CancelOutcome.Canceled, command.Refund);
    }

    public async Task<RefundBookingResult> Refund(RefundBooking command)
    {
        await _state.LoadAsync();
        if (_state.Value is not { Price: { } price } booking) return new RefundBookingResult(RefundBookingOutcome.NotFound, null, default);
        var left = new Money(BookingSteps.IsPaid(booking) ? BookingSteps.Left(booking) : 0, price.Currency);
        if (BookingSteps.FindRefund(booking, command.Refund) is { } known)
        {
            if (known.Fingerprint != command.Fingerprint) return new RefundBookingResult(RefundBookingOutcome.KeyReused, null, left);
            await ContinueRefundsAsync();
            return new RefundBookingResult(RefundBookingOutcome.Replayed, RefundOf(command.Refund), left, Booking.Version);
        }

        if (!BookingSteps.IsPaid(booking)) return new RefundBookingResult(RefundBookingOutcome.NothingTaken, null, left);
        if (command.Amount.Currency != price.Currency) return new RefundBookingResult(RefundBookingOutcome.OtherCurrency, null, left);
        if (command.Amount.Amount > left.Amount) return new RefundBookingResult(RefundBookingOutcome.TooMuch, null, left);

        var refund = new BookingRefundState(
            command.Refund, command.Amount.Amount, RefundStatus.Pending, [], RefundCause.House, command.Reason, RefundTo.Source, clock.GetUtcNow(), command.Fingerprint);
        await RemindAsync(ReminderPeriod);
        await SaveAsync(BookingSteps.Refund(booking, refund), BookingChanged.Refunding, refund);
        await ContinueRefundsAsync();
        return new RefundBookingResult(RefundBookingOutcome.Asked, RefundOf(command.Refund), left - command.Amount, Booking.Version);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await _state.LoadAsync();
        if (_state.Value is not null && await ContinueRefundsAsync())
        {
            // An admin's word on a stuck refund comes by itself; this is in case it gets lost.
            if (status.Period != StuckPeriod && BookingSteps.Owed(Booking).All(_stuck.Contains)) await RemindAsync(StuckPeriod);
            return;
        }

        await this.EndReminderAsync(reminderName, _state, booking => booking is null || !BookingSteps.Owed(booking).Any());
    }

    /// <summary>Which of the open refunds the payment has called stuck. For the customer they are pending.</summary>
    private readonly HashSet<RefundId> _stuck = [];

    private async Task CancelAsync(BookingRefundState refund)
    {
        // The reminder first: without one nobody would go on after a crash.
        await RemindAsync(ReminderPeriod);
        var next = BookingSteps.Cancel(Booking, refund);
        await SaveAsync(next, next.Status == BookingStatus.Canceling ? BookingChanged.Canceling : BookingChanged.SeatsCanceled, refund);
        await ContinueRefundsAsync();
    }

    /// <summary>Frees seats and returns money for every refund that is not over. Answers whether one still is not.</summary>
    private async Task<bool> ContinueRefundsAsync()
    {
        if (Booking is { Refund.Settled: false, Payment: { } failed }) await RefreshRefundAsync(failed);
        foreach (var refund in BookingSteps.OpenRefunds(Booking))
        {
            if (refund.Seats.Length > 0) await Show().Free(Id, refund.Seats);
            var status = refund.Amount == 0 ? RefundStatus.Succeeded : (await PaymentOf(Booking.Payment!.Value).Refund(
                new RefundPayment(refund.Id, refund.Amount, refund.Reason, refund.To))).Status;
            NoteStuck(refund.Id, status);
            if (status is RefundStatus.Pending or RefundStatus.Stuck) continue;
            if (status == RefundStatus.Refused) LogRefused(log, refund.Id, Id);
            await SaveRefundedAsync(refund, status);
        }

        return BookingSteps.Owed(Booking).Any();
    }

    private void NoteStuck(RefundId refund, RefundStatus status)
    {
        if (status == RefundStatus.Stuck) _stuck.Add(refund);
        else _stuck.Remove(refund);
    }

    private Task SaveRefundedAsync(BookingRefundState refund, RefundStatus status)
    {
        var (next, now) = (BookingSteps.Refunded(Booking, refund.Id, status), clock.GetUtcNow());
        var told = refund with { Status = status };
        List<OutboxEvent> events = [];
        if (refund.Amount > 0 && status != RefundStatus.Refused) events.Add(BookingViews.Event(Id, next, BookingChanged.Refunded, now, told));
        if (next.Status != Booking.Status) events.Add(BookingViews.Event(Id, next, BookingChanged.Canceled, now, told));
        // Every version is told, so that who waits for one does not wait in vain.
        if (events.Count == 0) events.Add(BookingViews.Event(Id, next, BookingChanged.RefundClosed, now, told));
        return _state.SaveAsync(next with { Raised = events });
    }

    private Task SaveAsync(BookingState next, string type, BookingRefundState refund) =>
        _state.SaveAsync(next with { Raised = [BookingViews.Event(Id, next, type, clock.GetUtcNow(), refund)] });

    private async Task<CancelBookingResult> CanceledAsync(CancelOutcome outcome, RefundId refund) =>
        new(outcome, BookingViews.Of(Id, Booking, await ShowAsync(), await PaymentOf(Booking.Payment!.Value).Get(), refund), []);

    private BookingRefund RefundOf(RefundId id) => BookingViews.Of(Booking, BookingSteps.FindRefund(Booking, id)!);

    private async Task<bool> WalletTakesAsync(BookingState booking)
    {
        var wallet = await GrainFactory.Grain<IWalletGrain>(booking.Customer.ToString()).Get();
        return wallet.Entries.IsEmpty || wallet.Balance.Currency == booking.Price!.Currency;
    }

    private Task<IGrainReminder> RemindAsync(TimeSpan period) => this.RegisterOrUpdateReminder(RefundReminder, period, period);

    private static string ReasonOf(RefundCause cause) => cause switch
    {
        RefundCause.ShowCanceled => "The show was canceled.",
        RefundCause.ShowRescheduled => "The show was moved to another time.",
        _ => "The customer gave the seats back.",
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Refund} of {Booking} was refused: more has gone back than was known here")]
    private static partial void LogRefused(ILogger log, RefundId refund, BookingId booking);
}
