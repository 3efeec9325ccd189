using System.Net;
using Marquee.Payments;
using Newtonsoft.Json;
using Stripe;

namespace Marquee.Silo.Payments.Stripe;

/// <summary>What Stripe answered: what was asked for, or a definite refusal. Everything else is no answer.</summary>
internal readonly record struct StripeAnswer<T>(T? Value, StripeError? Refusal) where T : class
{
    /// <summary>The bank said no.</summary>
    public bool Declined => Refusal?.Type == "card_error";

    /// <summary>The intent is in another state than the request is for.</summary>
    public bool Moved => Refusal?.Code == "payment_intent_unexpected_state";

    /// <summary>More was to go back than is left.</summary>
    public bool Exceeds => Refusal?.Code == "charge_already_refunded" || Refusal?.Param == "amount";

    /// <exception cref="PaymentProviderUnknownException">No answer in time, or one that does not say what became of the request.</exception>
    public static async Task<StripeAnswer<T>> OfAsync(Func<CancellationToken, Task<T>> ask, TimeSpan timeout, CancellationToken cancellation)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(timeout);
        try
        {
            return new(await ask(deadline.Token), null);
        }
        catch (StripeException refusal) when (IsDefinite(refusal))
        {
            return new(null, refusal.StripeError);
        }
        catch (Exception failure) when (failure is StripeException or HttpRequestException or IOException or JsonException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PaymentProviderUnknownException("Stripe gave no definite answer.", failure);
        }
    }

    // Not so for a wrong key, a limit, a key in use or used for something else: those say nothing about an earlier request.
    private static bool IsDefinite(StripeException refusal) => (refusal.StripeError?.Type, refusal.HttpStatusCode) is
        ("card_error", HttpStatusCode.PaymentRequired) or ("invalid_request_error", HttpStatusCode.BadRequest);
}
