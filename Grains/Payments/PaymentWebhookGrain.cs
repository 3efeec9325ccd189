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
        if (verified.Payment is { } payment) await GrainFactory.Grain<IPaymentGrain>(payment.ToString()).Refresh();
        return WebhookOutcome.Accepted;
    }
}
