using Marquee.Bookings;
using Marquee.Wallets;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;

namespace Marquee.Payments;

// Reentrant, or one slow provider would queue every other webhook behind it.
[GrainType("payment-webhook"), StatelessWorker, Reentrant]
internal sealed class PaymentWebhookGrain(IServiceProvider services) : Grain, IPaymentWebhookGrain
{
    public async Task<WebhookOutcome> Receive(PaymentWebhook webhook)
    {
        var verifier = services.GetKeyedService<IWebhookVerifier>(this.GetPrimaryKeyString());
        if (verifier is null) return WebhookOutcome.UnknownProvider;
        if (verifier.Verify(webhook) is not { } verified) return WebhookOutcome.BadSignature;
        if (verified.Payment is { } payment) await HearAsync(payment);
        return WebhookOutcome.Accepted;
    }

    /// <summary>Waited for, so that a webhook whose news got lost is sent again.</summary>
    private async Task HearAsync(PaymentId payment)
    {
        if (await GrainFactory.Grain<IPaymentGrain>(payment.ToString()).Hear() is not { } owner) return;
        if (owner.Booking is { } booking) await GrainFactory.Grain<IBookingGrain>(booking.ToString()).PaymentChanged(payment);
        else await GrainFactory.Grain<IWalletGrain>(owner.Customer.ToString()).PaymentChanged(payment);
    }
}
