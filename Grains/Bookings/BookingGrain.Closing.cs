using Marquee.Bookings.Domain;
using Marquee.Payments;

namespace Marquee.Bookings;

/// <summary>What a booking does when its show will not take place.</summary>
internal sealed partial class BookingGrain
{
    public async Task<ShowCanceledAnswer> ShowCanceled(OpenClaim claim)
    {
        await _state.LoadAsync();
        if (!BookingSteps.IsMade(_state.Value))
            return new ShowCanceledAnswer(await BarAsync(claim) ? ShowCanceledProgress.NothingToRefund : ShowCanceledProgress.Open, 0);

        if (!await EndAsync(claim.Payment ?? Booking.Payment)) return new ShowCanceledAnswer(ShowCanceledProgress.Open, 0);
        if (Booking is { Refund: { } gone, Payment: { } payment }) return new ShowCanceledAnswer(ProgressOf(await RefreshRefundAsync(payment)), gone.Amount.Amount);
        if (Booking.Status == BookingStatus.Confirmed && BookingSteps.SeatsOf(Booking) is { IsEmpty: false }) await CancelForShowAsync();
        else if (BookingSteps.IsPaid(Booking)) await ContinueRefundsAsync();
        return Progress();
    }

    /// <summary>Ends a booking under way, or a payment for one that ended without it. False where that may yet turn out to have been taken.</summary>
    private async Task<bool> EndAsync(PaymentId? payment)
    {
        if (payment is { } asked && (BookingSteps.IsLive(Booking) || asked != Booking.Payment) && !await AskAsync(asked, giveUp: true)) return false;
        if (!BookingSteps.IsLive(Booking)) return true;
        await Show().Release(Id);
        await SaveAsync(BookingSteps.Expired(Booking, BookingFailure.ShowCanceled), BookingChanged.Expired);
        Acknowledge();
        return true;
    }

    private Task CancelForShowAsync()
    {
        var terms = RefundRules.TermsOf(Shows.RefundPolicy.Default, Shows.ShowStatus.Canceled, default, null, default);
        var decision = RefundRules.Decide(Booking, terms, []);
        var refund = Ids.Derive<RefundId>(Id.ToString(), "show-canceled");
        return CancelAsync(new BookingRefundState(
            refund, decision.Amount, RefundStatus.Pending, decision.Seats, terms.Cause, ReasonOf(terms.Cause), RefundTo.Source, clock.GetUtcNow(), default));
    }

    private ShowCanceledAnswer Progress()
    {
        var (open, refunds) = (BookingSteps.OpenRefunds(Booking), BookingSteps.RefundsOf(Booking));
        var amount = refunds.Where(refund => refund.Cause == RefundCause.ShowCanceled).Sum(refund => refund.Amount);
        if (open.Any(refund => !_stuck.Contains(refund.Id))) return new ShowCanceledAnswer(ShowCanceledProgress.Refunding, amount);
        if (open.Length > 0) return new ShowCanceledAnswer(ShowCanceledProgress.Stuck, amount);
        return new ShowCanceledAnswer(amount > 0 ? ShowCanceledProgress.Refunded : ShowCanceledProgress.NothingToRefund, amount);
    }

    private static ShowCanceledProgress ProgressOf(RefundStatus status) => status switch
    {
        RefundStatus.Pending => ShowCanceledProgress.Refunding,
        RefundStatus.Stuck => ShowCanceledProgress.Stuck,
        _ => ShowCanceledProgress.Refunded,
    };
}
