using Marquee.Payments.Domain;

namespace Marquee.Payments;

/// <summary>What a webhook brings about.</summary>
internal sealed partial class PaymentGrain
{
    public async Task<PaymentOwner?> Hear()
    {
        await _state.LoadAsync();
        if (_state.Value is not { Purpose: { } purpose } payment) return null;
        if (payment.Status != PaymentStatus.Succeeded) await HearFromAsync(channel => channel.AskAsync(Id, payment));
        return PaymentSteps.Waits(_state.Value) ? null : new PaymentOwner(payment.Customer, purpose.Booking);
    }
}
