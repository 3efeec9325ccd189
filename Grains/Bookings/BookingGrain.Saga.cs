using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Microsoft.Extensions.Logging;

namespace Marquee.Bookings;

/// <summary>How a booking goes on, whoever makes it: every step asks for the truth, acts on it and saves, and can be repeated.</summary>
internal sealed partial class BookingGrain
{
    public async Task<bool> Resume(OpenClaim claim)
    {
        await _state.LoadAsync();
        if (!BookingSteps.IsMade(_state.Value)) return await BarAsync(claim);
        var over = true;
        if ((claim.Payment ?? Booking.Payment) is { } payment) over = await AskAsync(payment, claim.Overdue);
        else if (claim.Overdue && BookingSteps.IsLive(Booking)) await ExpireAsync();
        // The claim is all that has somebody ask about a payment that is under way, though the booking may have ended without it.
        if (BookingSteps.IsLive(Booking) || !over) return false;
        // An activation that did not know of the end may have sold seats to it since.
        if (!claim.Unsold && BookingSteps.NotIts(Booking) is { IsEmpty: false } seats) await Show().Free(Id, seats);
        return true;
    }

    public async Task PaymentChanged(PaymentId payment)
    {
        await _state.LoadAsync();
        if (!BookingSteps.IsMade(_state.Value)) return;
        if (Booking.Payment == payment && (BookingSteps.IsPaid(Booking) || BookingSteps.Owed(Booking).Any())) await ContinueRefundsAsync();
        else await AskAsync(payment, giveUp: false);
    }

    /// <summary>
    /// Seats were held and the booking was never saved. Its customer was told nothing, so nothing is kept. But whoever makes it may be at it
    /// still, in a silo that stood still; it shall not save a booking whose seats are gone, for nobody would ever end it. Answers whether the
    /// payment that the seats were to be paid by has come to its end.
    /// </summary>
    private async Task<bool> BarAsync(OpenClaim claim)
    {
        await _state.SaveAsync(BookingSteps.Barred(claim.Show));
        return claim.Payment is not { } payment || await AskAsync(payment, giveUp: true);
    }

    private async Task<PayBookingResult> PayOnceAsync(PayBooking command)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != command.Customer) return new PayBookingResult(PayBookingOutcome.NotFound, null);
        if (!BookingSteps.IsLive(booking)) return await AnswerEndedAsync(command);

        var method = command.Instrument.Method;
        var paying = await BeginAsync(command.Payment, method);
        if (paying.Outcome == PayingOutcome.OtherPayment)
        {
            // One live payment a booking. But it may have ended without telling, or wait for a customer who wants to pay otherwise.
            await AskAsync(paying.Payment, giveUp: await PaymentOf(paying.Payment).Get() is null or { Status: PaymentStatus.RequiresAction });
            if (!BookingSteps.IsLive(Booking)) return await AnswerEndedAsync(command);
            paying = await BeginAsync(command.Payment, method);
        }

        switch (paying.Outcome)
        {
            case PayingOutcome.OtherPayment:
                return new PayBookingResult(PayBookingOutcome.NotPayable, null);
            case PayingOutcome.HoldExpired:
                if (BookingSteps.IsLive(Booking)) await ExpireAsync();
                return await AnswerEndedAsync(command);
            case PayingOutcome.NotOnSale:
                return await AnswerClosedAsync(command);
            default:
                return await ChargeAsync(command, paying.Outcome == PayingOutcome.Sold);
        }
    }

    /// <summary>A wallet says at once whether it pays, so its seats are sold first: that saves the show a write.</summary>
    private Task<PayingResult> BeginAsync(PaymentId payment, PaymentMethod method)
    {
        var deadline = clock.GetUtcNow() + options.Value.WindowOf(method);
        return method == PaymentMethod.Wallet ? Show().Sell(Id, payment, deadline) : Show().BeginPayment(Id, payment, deadline);
    }

    /// <summary>The booking has ended. A payment made under this key has its answer; a new one is refused.</summary>
    private async Task<PayBookingResult> AnswerEndedAsync(PayBooking command)
    {
        if (await PaymentOf(command.Payment).Get() is not null) return AnswerOf(await PaymentOf(command.Payment).Start(ChargeOf(command)));
        return new PayBookingResult(Booking.Status == BookingStatus.Expired ? PayBookingOutcome.HoldExpired : PayBookingOutcome.NotPayable, null);
    }

    /// <summary>The show is closed. Nothing is charged any more; what was charged under this key before has its answer.</summary>
    private async Task<PayBookingResult> AnswerClosedAsync(PayBooking command)
    {
        if (await PaymentOf(command.Payment).Get() is null) return new PayBookingResult(PayBookingOutcome.NotOnSale, null);
        return await ChargeAsync(command);
    }

    private async Task<PayBookingResult> ChargeAsync(PayBooking command, bool sold = false)
    {
        var started = await PaymentOf(command.Payment).Start(ChargeOf(command));
        return AnswerOf(started with { Payment = await CarryOnAsync(started.Payment, sold) });
    }

    private StartPayment ChargeOf(PayBooking command) =>
        new(new PaymentPurpose(Id), Booking.Customer, Booking.Price!.Total, command.Instrument, command.Fingerprint);

    private static PayBookingResult AnswerOf(StartPaymentResult started) => started.Outcome switch
    {
        StartPaymentOutcome.KeyReused => new PayBookingResult(PayBookingOutcome.KeyReused, null),
        StartPaymentOutcome.Replayed => new PayBookingResult(PayBookingOutcome.Replayed, started.Payment),
        _ => new PayBookingResult(PayBookingOutcome.Answered, started.Payment),
    };

    /// <summary>Asks what became of the payment and acts on it. Answers whether it has come to its end.</summary>
    private async Task<bool> AskAsync(PaymentId payment, bool giveUp) =>
        (await CarryOnAsync(giveUp ? await PaymentOf(payment).Abandon() : await PaymentOf(payment).Settle() ?? await PaymentOf(payment).Abandon())).Ended;

    /// <summary>Does what follows from how the payment is. Answers how it is then.</summary>
    /// <param name="sold">True where the show has just said that the seats are sold for this payment.</param>
    private async Task<PaymentView> CarryOnAsync(PaymentView payment, bool sold = false)
    {
        var live = BookingSteps.IsLive(Booking);
        // What is set aside is taken or let go first, and what came of that is acted on.
        if (payment.Status == PaymentStatus.Authorized) payment = live ? await CaptureAsync(payment) : await PaymentOf(payment.Id).Void();
        await (payment.Status switch
        {
            PaymentStatus.Succeeded when live => FinishAsync(payment, sold),
            PaymentStatus.Succeeded => RefundOrphanAsync(payment),
            _ when !live => Task.CompletedTask,
            PaymentStatus.Failed => BackToHoldAsync(payment),
            _ => KeepPayingAsync(payment.Id),
        });
        return payment;
    }

    private Task KeepPayingAsync(PaymentId payment) => Booking.Payment != payment
        ? SaveAsync(BookingSteps.Paying(Booking, payment), BookingChanged.Paying)
        : Task.CompletedTask;

    /// <summary>
    /// The money is set aside: sell the seats, then take it; where they are gone, let it go. While nobody knows whether it was taken the
    /// show keeps the seats sold and wakes us, and we ask again.
    /// </summary>
    private async Task<PaymentView> CaptureAsync(PaymentView payment)
    {
        // The show must know by which payment it sold: it is that one it asks about later.
        var paying = await BeginAsync(payment.Id, payment.Method);
        var sold = paying.Outcome == PayingOutcome.Paying && await Show().Confirm(new ConfirmSeats(Id, Booking.Customer, SeatLabels())) == ConfirmOutcome.Sold;
        return sold ? await PaymentOf(payment.Id).Capture() : await PaymentOf(payment.Id).Void();
    }

    /// <summary>The money is in: sell the seats, or give it back where they are gone. Money that already goes back buys nothing.</summary>
    private async Task FinishAsync(PaymentView payment, bool sold)
    {
        var outcome = !payment.Kept ? ConfirmOutcome.Gone : sold ? ConfirmOutcome.Sold : await Show().Confirm(new ConfirmSeats(Id, Booking.Customer, SeatLabels()));
        if (outcome == ConfirmOutcome.Sold)
        {
            await SaveAsync(BookingSteps.Confirmed(Booking, payment.Id), BookingChanged.Confirmed);
        }
        else
        {
            LogSeatsGone(log, Id, payment.Id);
            await FailAsync(payment, outcome == ConfirmOutcome.NotOnSale ? BookingFailure.ShowCanceled : BookingFailure.SeatsGone);
        }

        Acknowledge();
    }

    /// <summary>
    /// Saved before the money goes back: another activation may have sold the seats for it and given some of them back since, and then it is
    /// the save that fails. The reminder first, for the save is all that a crash would leave.
    /// </summary>
    private async Task FailAsync(PaymentView payment, BookingFailure why)
    {
        await RemindAsync(ReminderPeriod);
        var refund = RefundOf(payment.Id, LeftOf(payment));
        var owed = new RefundView(refund.Refund, payment.Amount with { Amount = refund.Amount }, RefundStatus.Pending);
        await SaveAsync(BookingSteps.Failed(Booking, payment.Id, owed, why), BookingChanged.Failed);
        await RefreshRefundAsync(payment.Id);
    }

    private async Task BackToHoldAsync(PaymentView payment)
    {
        // Money that was set aside, or is in a wallet, is taken after the seats are sold; where that failed the sale goes back too. What a
        // payment that never began was to be nobody knows any more.
        var hold = payment.SetAside || payment.Barred || payment.Method == PaymentMethod.Wallet ? await Show().TakeBack(Id, payment.Id) : await Show().ResumeHold(Id, payment.Id);
        if (hold.Outcome == ResumeOutcome.Gone) await ExpireAsync();
        else if (hold.Outcome == ResumeOutcome.Held && Booking.Status == BookingStatus.Paying) await SaveAsync(BookingSteps.PendingAgain(Booking), BookingChanged.PendingAgain);
    }

    /// <summary>A second capture, or one for a booking that had ended: nobody gets anything for it, so all of it goes back.</summary>
    private Task RefundOrphanAsync(PaymentView payment)
    {
        var paidFor = BookingSteps.IsPaid(Booking) && Booking.Payment == payment.Id;
        return paidFor || !payment.Kept ? Task.CompletedTask : RefundAsync(payment);
    }

    /// <summary>What is not on its way back already. Asked again it answers with the first: the refund's id is derived.</summary>
    private Task<RefundView> RefundAsync(PaymentView payment) => PaymentOf(payment.Id).Refund(RefundOf(payment.Id, LeftOf(payment)));

    private static long LeftOf(PaymentView payment) => payment.Amount.Amount - payment.Refunded - payment.Refunding;

    private RefundPayment RefundOf(PaymentId payment, long amount) =>
        new(Ids.Derive<RefundId>(Id.ToString(), payment.ToString(), "seats-gone"), amount, "The seats were gone.");

    private async Task<RefundStatus> RefreshRefundAsync(PaymentId payment)
    {
        var refund = await PaymentOf(payment).Refund(RefundOf(payment, Booking.Refund!.Amount.Amount));
        NoteStuck(refund.Id, refund.Status);
        if (refund.Settled && !Booking.Refund.Settled) await SaveAsync(Booking with { Refund = refund, Version = Booking.Version + 1 }, BookingChanged.Refunded);
        return refund.Status;
    }

    private async Task ExpireAsync(string? actor = null)
    {
        await SaveAsync(BookingSteps.Expired(Booking), BookingChanged.Expired, actor);
        Acknowledge();
    }

    private Task SaveAsync(BookingState next, string type, string? actor = null) =>
        _state.SaveAsync(next with { Raised = [BookingViews.Event(Id, next, type, clock.GetUtcNow(), actor: actor)] });

    /// <summary>Not waited for: if it gets lost the show asks, and is told then.</summary>
    private void Acknowledge() => Show().Acknowledge(Id, Booking.Status == BookingStatus.Confirmed).Ignore();

    private System.Collections.Immutable.ImmutableArray<string> SeatLabels() => [.. Booking.Seats.Select(seat => seat.Label)];

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Booking} was paid by {Payment} and its seats are gone; the money goes back")]
    private static partial void LogSeatsGone(ILogger log, BookingId booking, PaymentId payment);
}
