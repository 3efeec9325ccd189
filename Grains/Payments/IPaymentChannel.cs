using Marquee.Payments.Domain;
using Marquee.Wallets;

namespace Marquee.Payments;

/// <summary>Where the money of one payment is: at the provider or in the customer's wallet.</summary>
internal interface IPaymentChannel
{
    /// <summary>True where the operation is made known before the payment is saved, because a charge needs the provider's name for it.</summary>
    bool Announces => false;

    /// <summary>Why nobody need be asked for the money, or null.</summary>
    PaymentFailure? FaultOf(PaymentState payment) => null;

    Task<string> AnnounceAsync(PaymentId id, PaymentState payment) => throw new NotSupportedException();

    Task<ProviderPayment> ChargeAsync(PaymentId id, PaymentState payment);

    /// <summary>
    /// What became of it. One that never arrived is barred, because its request may still be under way; so the answer is always definite
    /// or that of a payment in progress.
    /// </summary>
    Task<ProviderPayment> AskAsync(PaymentId id, PaymentState payment);

    /// <summary>
    /// For the same request again, whose first run may have been cut short anywhere. Where one operation moves money once however often it is
    /// asked for, it is asked for; elsewhere it is found out what became of it.
    /// </summary>
    Task<ProviderPayment> TakeUpAsync(PaymentId id, PaymentState payment) => AskAsync(id, payment);

    /// <summary>Takes what was set aside.</summary>
    Task<ProviderPayment> CaptureAsync(PaymentId id, PaymentState payment) => AskAsync(id, payment);

    Task<ProviderPayment> CancelAsync(PaymentId id, PaymentState payment);

    Task<RefundStatus> RefundAsync(PaymentId id, PaymentState payment, PaymentRefundState refund);
}

/// <summary>The customer's card or bank account, at a payment provider.</summary>
internal sealed class ProviderChannel(IPaymentProvider provider) : IPaymentChannel
{
    public bool Announces => provider.Abilities.Announces;

    public PaymentFailure? FaultOf(PaymentState payment) => ChargeRules.FaultOf(payment.Instrument!, payment.Amount, provider.Abilities);

    public Task<string> AnnounceAsync(PaymentId id, PaymentState payment) => provider.AnnounceAsync(ChargeOf(id, payment), CancellationToken.None);

    public Task<ProviderPayment> ChargeAsync(PaymentId id, PaymentState payment) => provider.ChargeAsync(ChargeOf(id, payment), CancellationToken.None);

    public async Task<ProviderPayment> AskAsync(PaymentId id, PaymentState payment) =>
        await provider.LookUpAsync(OperationOf(id, payment), CancellationToken.None) ?? await CancelAsync(id, payment);

    public Task<ProviderPayment> CaptureAsync(PaymentId id, PaymentState payment) => provider.CaptureAsync(OperationOf(id, payment), CancellationToken.None);

    public Task<ProviderPayment> CancelAsync(PaymentId id, PaymentState payment) => provider.CancelAsync(OperationOf(id, payment), CancellationToken.None);

    public Task<RefundStatus> RefundAsync(PaymentId id, PaymentState payment, PaymentRefundState refund) =>
        provider.RefundAsync(new ProviderRefund(refund.Id, OperationOf(id, payment), payment.Amount with { Amount = refund.Amount }), CancellationToken.None);

    private static ProviderCharge ChargeOf(PaymentId id, PaymentState payment) =>
        new(OperationOf(id, payment), payment.Instrument!, payment.Purpose?.Booking?.ToString() ?? "Wallet");

    private static ProviderOperation OperationOf(PaymentId id, PaymentState payment) => new(id, payment.Amount, payment.Reference);
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

    /// <summary>To ask would bar an operation that its customer is just asking for.</summary>
    public Task<ProviderPayment> TakeUpAsync(PaymentId id, PaymentState payment) => ChargeAsync(id, payment);

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
