using Marquee.Payments.Domain;
using Marquee.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Payments;

/// <summary>
/// Money that goes back. A refund is on disk before anybody is asked for it and is tried, less and less often, until it is done; one that
/// was tried too often waits for an admin.
/// </summary>
internal sealed partial class PaymentGrain
{
    private const string Reminder = "refunds";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    public async Task<RefundView> Refund(RefundPayment command)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } payment) return new RefundView(command.Refund, default, RefundStatus.Refused);
        if (PaymentSteps.Find(payment, command.Refund) is null)
        {
            if (PaymentSteps.AskRefund(payment, command, clock.GetUtcNow()) is not { } asked)
                return new RefundView(command.Refund, payment.Amount with { Amount = command.Amount }, RefundStatus.Refused);
            // The reminder first: a refund on disk without one would be owed for ever after a crash.
            await RemindAsync();
            await SaveRefundAsync(asked, command.Refund);
        }

        // A new one is due at once. So is one that was saved by an activation that did not live to ask for it: who comes again need not wait
        // for the reminder.
        if (PaymentSteps.Due(_state.Value!, clock.GetUtcNow()).Any(due => due.Id == command.Refund)) await TryRefundAsync(command.Refund);
        return RefundOf(command.Refund);
    }

    public async Task<StuckRefundResult> RetryRefund(RefundId refund)
    {
        if (await StuckAsync(refund) is { } refusal) return refusal;
        await RemindAsync();
        await SaveRefundAsync(PaymentSteps.Retry(_state.Value!, refund, clock.GetUtcNow()), refund);
        if (await TryRefundAsync(refund)) TellOwner();
        return new StuckRefundResult(StuckRefundOutcome.Done, RefundOf(refund));
    }

    public async Task<StuckRefundResult> SettleRefund(RefundId refund, string note, UserId by)
    {
        if (await StuckAsync(refund) is { } refusal)
            return refusal.Refund is { Status: RefundStatus.SettledByHand } ? refusal with { Outcome = StuckRefundOutcome.Done } : refusal;
        await SaveRefundAsync(PaymentSteps.Settle(_state.Value!, refund, note, by), refund);
        TellOwner();
        return new StuckRefundResult(StuckRefundOutcome.Done, RefundOf(refund));
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await _state.LoadAsync();
        foreach (var refund in _state.Value is { } payment ? PaymentSteps.Due(payment, clock.GetUtcNow()) : [])
            if (await TryRefundAsync(refund.Id)) TellOwner();

        if (Owes(_state.Value)) return;
        await this.EndReminderAsync(reminderName, _state, payment => !Owes(payment));
    }

    private static bool Owes(PaymentState? payment) => payment is not null && PaymentSteps.RefundsOf(payment).Any(refund => refund.Status == RefundStatus.Pending);

    private Task<IGrainReminder> RemindAsync() => this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    /// <summary>Asks for the money once more and saves what came of it. Answers whether the refund is over or needs an admin.</summary>
    private async Task<bool> TryRefundAsync(RefundId id)
    {
        var payment = _state.Value!;
        var refund = PaymentSteps.Find(payment, id)!;
        var (succeeded, answered) = (false, true);
        try
        {
            succeeded = await Channel(refund).RefundAsync(Id, payment, refund) == RefundStatus.Succeeded;
        }
        catch (PaymentProviderUnknownException unknown)
        {
            answered = false;
            LogUnknown(log, unknown, Id);
        }

        var next = PaymentSteps.Tried(payment, id, succeeded, clock.GetUtcNow(), refunds.Value.MostTries);
        var tried = PaymentSteps.Find(next, id)!;
        await SaveRefundAsync(next, id, answered);
        if (tried.Status == RefundStatus.Stuck)
        {
            metrics.Stuck(payment.Instrument!.Method);
            LogRefundStuck(log, id, Id, tried.Tries);
        }
        else if (tried.Status == RefundStatus.Pending)
        {
            LogRefundPending(log, id, Id, tried.Tries);
        }

        return tried.Status != RefundStatus.Pending;
    }

    /// <param name="answered">False where it was asked for and no definite answer came.</param>
    private Task SaveRefundAsync(PaymentState next, RefundId id, bool answered = true)
    {
        var (refund, now) = (PaymentSteps.Find(next, id)!, clock.GetUtcNow());
        OutboxEvent[] events = PaymentSteps.Find(_state.Value!, id)?.Status == refund.Status
            ? [PaymentViews.TriedEvent(Id, next, refund, now, answered)]
            : PaymentViews.RefundEvents(Id, next, refund, now);
        return _state.SaveAsync(next with { Raised = events });
    }

    /// <summary>Why nothing can be done about the refund by hand, or null where it waits for that.</summary>
    private async Task<StuckRefundResult?> StuckAsync(RefundId refund)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } payment || PaymentSteps.Find(payment, refund) is not { } found) return new StuckRefundResult(StuckRefundOutcome.NotFound, null);
        return found.Status == RefundStatus.Stuck ? null : new StuckRefundResult(StuckRefundOutcome.NotStuck, RefundOf(refund));
    }

    private RefundView RefundOf(RefundId id)
    {
        var refund = PaymentSteps.Find(_state.Value!, id)!;
        return new RefundView(refund.Id, _state.Value!.Amount with { Amount = refund.Amount }, refund.Status);
    }

    /// <summary>
    /// Not waited for: the booking may be waiting for this payment, and two that wait for each other stand still. If the message is lost,
    /// the booking asks by itself.
    /// </summary>
    private void TellOwner()
    {
        if (_state.Value!.Purpose?.Booking is { } booking) GrainFactory.Grain<Bookings.IBookingGrain>(booking.ToString()).PaymentChanged(Id).Ignore();
    }

    private IPaymentChannel Channel(PaymentRefundState refund) => refund.To == RefundTo.Wallet ? new WalletChannel(GrainFactory) : Channel();

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Refund} of {Payment} is still owed after {Tries} tries; it will be tried again")]
    private static partial void LogRefundPending(ILogger log, RefundId refund, PaymentId payment, int tries);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Refund} of {Payment} is still owed after {Tries} tries and waits for an admin")]
    private static partial void LogRefundStuck(ILogger log, RefundId refund, PaymentId payment, int tries);
}
