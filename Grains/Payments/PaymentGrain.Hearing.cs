namespace Marquee.Payments;

internal sealed partial class PaymentGrain
{
    public async Task<PaymentOwner?> Hear()
    {
        if (await Settle() is null or { Status: PaymentStatus.Processing or PaymentStatus.RequiresAction }) return null;
        return _state.Value is { Purpose: { } purpose } payment ? new PaymentOwner(payment.Customer, purpose.Booking) : null;
    }
}
