namespace Marquee.Payments;

/// <summary>What a provider sent, untouched: the signature is over these very bytes.</summary>
/// <param name="Signature">The provider's signature header; empty where there was none.</param>
[GenerateSerializer, Immutable, Alias("marquee.payment-webhook-request")]
public sealed record PaymentWebhook(
    [property: Id(0)] byte[] Body,
    [property: Id(1)] string Signature);

/// <summary>Numbers go between silos of two versions: append only.</summary>
public enum WebhookOutcome
{
    /// <summary>Genuine, and whatever it hinted at is settled.</summary>
    Accepted = 0,

    /// <summary>Missing, forged, or signed too long ago or ahead. Nothing was done.</summary>
    BadSignature = 1,
    UnknownProvider = 2,
}
