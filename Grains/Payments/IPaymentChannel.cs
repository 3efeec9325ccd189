using Marquee.Wallets;

namespace Marquee.Payments;

/// <summary>Where the money of one payment is: at the provider or in the customer's wallet.</summary>
internal interface IPaymentChannel
{
    Task<ProviderPayment> ChargeAsync(PaymentId id, PaymentState payment);

    /// <summary>
    /// What became of it. One that never arrived is barred, because its request may still be under way; so the answer is always definite
    /// or that of a payment in progress.
    /// </summary>
    Task<ProviderPayment> AskAsync(PaymentId id, PaymentState payment);

    Task<ProviderPayment> CancelAsync(PaymentId id, PaymentState payment);

    Task<RefundStatus> RefundAsync(PaymentId id, PaymentState payment, PaymentRefundState refund);
}

/// <summary>The customer's card, at the payment provider.</summary>
internal sealed class ProviderChannel(IPaymentProvider provider) : IPaymentChannel
{
    public Task<ProviderPayment> ChargeAsync(PaymentId id, PaymentState payment) => provider.ChargeAsync(
        new ProviderCharge(id, payment.Instrument!.Method, payment.Instrument.Token ?? "", payment.Amount, payment.Purpose?.Booking?.ToString() ?? "Wallet"),
        CancellationToken.None);

    public async Task<ProviderPayment> AskAsync(PaymentId id, PaymentState payment) =>
        await provider.LookUpAsync(id, CancellationToken.None) ?? await provider.CancelAsync(id, CancellationToken.None);

    public Task<ProviderPayment> CancelAsync(PaymentId id, PaymentState payment) => provider.CancelAsync(id, CancellationToken.None);

    public Task<RefundStatus> RefundAsync(PaymentId id, PaymentState payment, PaymentRefundState refund) =>
        provider.RefundAsync(new ProviderRefund(refund.Id, id, payment.Amount with { Amount = refund.Amount }), CancellationToken.None);
}

/// <summary>The customer's wallet, which is a grain of our own: it knows at once, and always definitely.</summary>
internal sealed class WalletChannel(IGrainFactory grains) : IPaymentChannel
{
    public async Task<ProviderPayment> ChargeAsync(PaymentId id, PaymentState payment)
    {
        var movement = new WalletMovement(id.Value, -payment.Amount, CounterAccounts.Sales, payment.Purpose?.Booking?.ToString() ?? id.ToString());
        var result = await WalletOf(payment).Move(movement);
        return result.Outcome switch
        {
            WalletMoveOutcome.Moved => new ProviderPayment(PaymentStatus.Succeeded),
            WalletMoveOutcome.InsufficientFunds => Failed("insufficient-funds", "The wallet does not hold enough."),
            WalletMoveOutcome.OtherCurrency => Failed("other-currency", "The wallet is in another currency."),
            _ => Failed("abandoned", "The payment was given up before it was made."),
        };
    }

    public Task<ProviderPayment> AskAsync(PaymentId id, PaymentState payment) => CancelAsync(id, payment);

    public async Task<ProviderPayment> CancelAsync(PaymentId id, PaymentState payment) =>
        await WalletOf(payment).Bar(id.Value) is null
            ? Failed("abandoned", "The payment was given up before it was made.")
            : new ProviderPayment(PaymentStatus.Succeeded);

    public async Task<RefundStatus> RefundAsync(PaymentId id, PaymentState payment, PaymentRefundState refund)
    {
        var movement = new WalletMovement(refund.Id.Value, payment.Amount with { Amount = refund.Amount }, CounterAccounts.Sales, id.ToString());
        var result = await WalletOf(payment).Move(movement);
        return result.Outcome == WalletMoveOutcome.Moved ? RefundStatus.Succeeded : RefundStatus.Pending;
    }

    private IWalletGrain WalletOf(PaymentState payment) => grains.Grain<IWalletGrain>(payment.Customer.ToString());

    private static ProviderPayment Failed(string code, string message) => new(PaymentStatus.Failed, Failure: new PaymentFailure(code, message));
}
