using Marquee.Api.Http;
using Marquee.Payments;

namespace Marquee.Api.Payments;

internal sealed record PaymentRequest(string? Method, CardRequest? Card)
{
    /// <summary>Reads what is paid with. A card is always named by its token at the provider.</summary>
    public PaymentInstrument Instrument(Validation checks)
    {
        switch (Method)
        {
            case "wallet":
                checks.Check(Card is null, "card", "card goes with method card alone.");
                return new PaymentInstrument(PaymentMethod.Wallet, null);
            case "card":
                return new PaymentInstrument(PaymentMethod.Card, CardRequest.TokenOf(Card, checks));
            default:
                checks.Add("method", "method must be card or wallet.");
                return new PaymentInstrument(PaymentMethod.Card, null);
        }
    }
}

internal sealed record CardRequest(string? Token)
{
    private const int LongestToken = 200;

    public static string TokenOf(CardRequest? card, Validation checks) => checks.Text("card.token", card?.Token, LongestToken);
}
