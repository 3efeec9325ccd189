using Marquee.Payments;
using Microsoft.Extensions.Options;
using Stripe;
using PaymentMethod = Marquee.Payments.PaymentMethod;

namespace Marquee.Silo.Payments.Stripe;

/// <summary>
/// Takes cards through Stripe. A payment is a payment intent with manual capture: made when it is announced, confirmed when it is charged,
/// captured once the seats are sold. An intent that was never confirmed moves no money, so making it is safe whatever becomes of the answer.
/// </summary>
internal sealed partial class StripePaymentProvider(IStripeClient client, IOptions<StripeOptions> options) : IPaymentProvider
{
    /// <summary>Name of the provider and of its HTTP client.</summary>
    public const string Name = "stripe";

    private readonly PaymentIntentService _intents = new(client);
    private readonly RefundService _refunds = new(client);

    public ProviderAbilities Abilities { get; } = new([PaymentMethod.Card], [], Announces: true, CapturesApart: true, Lists: true);

    public async Task<string> AnnounceAsync(ProviderCharge charge, CancellationToken cancellation)
    {
        var (id, amount) = (charge.Operation.Id.ToString(), charge.Operation.Amount);
        var intent = new PaymentIntentCreateOptions
        {
            Amount = amount.Amount,
            Currency = amount.Currency.ToLowerInvariant(),
            CaptureMethod = "manual",
            AllowedPaymentMethodTypes = ["card"],
            Description = charge.Description,
            Metadata = new() { [StripeWords.Operation] = id },
        };
        var answer = await AskAsync(deadline => _intents.CreateAsync(intent, Once(id), deadline), cancellation);
        return answer.Value?.Id ?? throw new PaymentProviderUnknownException($"Stripe refused the payment intent: {answer.Refusal}");
    }

    public async Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation)
    {
        var confirmation = new PaymentIntentConfirmOptions { PaymentMethod = charge.Instrument.Token, ReturnUrl = options.Value.ReturnUrl?.AbsoluteUri };
        var answer = await AskAsync(
            deadline => _intents.ConfirmAsync(charge.Operation.Reference, confirmation, Once($"{charge.Operation.Id}-confirm"), deadline), cancellation);
        return answer switch
        {
            { Value: { } intent } => StripeWords.Of(intent, charge.Operation) ?? throw StripeWords.NotUnderstood(intent),
            { Declined: true } => new(PaymentStatus.Failed, Failure: StripeWords.FailureOf(answer.Refusal!)),
            // Confirmed or canceled before: what it has become is the answer.
            { Moved: true } => await SeeAsync(charge.Operation, cancellation) ?? Refused,
            _ => Refused,
        };
    }

    public Task<ProviderPayment?> LookUpAsync(ProviderOperation operation, CancellationToken cancellation) =>
        operation.Reference is null ? Task.FromResult<ProviderPayment?>(null) : SeeAsync(operation, cancellation);

    public async Task<ProviderPayment> CaptureAsync(ProviderOperation operation, CancellationToken cancellation) =>
        await EndAsync(operation, deadline => _intents.CaptureAsync(operation.Reference, null, Once($"{operation.Id}-capture"), deadline), cancellation);

    public async Task<ProviderPayment> CancelAsync(ProviderOperation operation, CancellationToken cancellation) => operation.Reference is null
        ? StripeWords.Abandoned
        : await EndAsync(operation, deadline => _intents.CancelAsync(operation.Reference, null, Once($"{operation.Id}-cancel"), deadline), cancellation);

    public async Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation)
    {
        var made = await RefundsOfAsync(refund, cancellation);
        if (made.Any(one => one.Status == "succeeded")) return RefundStatus.Succeeded;
        if (made.Any(one => one.Status is "pending" or "requires_action")) return RefundStatus.Pending;
        var body = new RefundCreateOptions
        {
            PaymentIntent = refund.Operation.Reference,
            Amount = refund.Amount.Amount,
            Metadata = new() { [StripeWords.Refund] = refund.Refund.ToString(), [StripeWords.Operation] = refund.Operation.Id.ToString() },
        };
        // One that failed is over at Stripe; the next try is another one.
        var answer = await AskAsync(deadline => _refunds.CreateAsync(body, Once($"{refund.Refund}-{made.Count}"), deadline), cancellation);
        if (answer.Value is null) return answer.Exceeds ? RefundStatus.Refused : RefundStatus.Pending;
        return answer.Value.Status == "succeeded" ? RefundStatus.Succeeded : RefundStatus.Pending;
    }

    private static ProviderPayment Refused { get; } =
        new(PaymentStatus.Failed, Failure: new("refused", "The payment provider refused the request."));

    private static RequestOptions Once(string key) => new() { IdempotencyKey = key };

    private async Task<IReadOnlyList<Refund>> RefundsOfAsync(ProviderRefund refund, CancellationToken cancellation)
    {
        var all = await AskAsync(deadline => _refunds.ListAsync(new() { PaymentIntent = refund.Operation.Reference, Limit = 100 }, null, deadline), cancellation);
        var refunds = all.Value ?? throw new PaymentProviderUnknownException($"Stripe does not tell the refunds of {refund.Operation.Reference}: {all.Refusal}");
        return [.. refunds.Where(one => one.Metadata?.GetValueOrDefault(StripeWords.Refund) == refund.Refund.ToString())];
    }

    /// <summary>Ends an intent. Where Stripe refuses that, it has ended before, and what it has become is the answer.</summary>
    private async Task<ProviderPayment> EndAsync(ProviderOperation operation, Func<CancellationToken, Task<PaymentIntent>> end, CancellationToken cancellation)
    {
        var answer = await AskAsync(end, cancellation);
        if (answer.Value is { } intent) return StripeWords.Of(intent, operation) ?? throw StripeWords.NotUnderstood(intent);
        return await SeeAsync(operation, cancellation) ?? throw new PaymentProviderUnknownException($"Stripe refused to end {operation.Reference}: {answer.Refusal}");
    }

    /// <summary>Null where the intent was never charged.</summary>
    private async Task<ProviderPayment?> SeeAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        var answer = await AskAsync(deadline => _intents.GetAsync(operation.Reference, null, null, deadline), cancellation);
        return answer.Value is { } intent
            ? StripeWords.Of(intent, operation)
            : throw new PaymentProviderUnknownException($"Stripe does not tell about {operation.Reference}: {answer.Refusal}");
    }

    private Task<StripeAnswer<T>> AskAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellation) where T : class =>
        StripeAnswer<T>.OfAsync(ask, options.Value.Timeout, cancellation);
}
