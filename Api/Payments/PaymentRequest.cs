using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Payments;

namespace Marquee.Api.Payments;

/// <param name="Upi">Known by name only, so that who asks for UPI hears what is wrong with that.</param>
internal sealed record PaymentRequest(string? Method, CardRequest? Card, JsonElement? Upi)
{
    /// <summary>Reads what is paid with. A card is always named by its token at the provider.</summary>
    public PaymentInstrument Instrument(Validation checks)
    {
        checks.Check(Card is null || Method == "card", "card", "card goes with method card alone.");
        checks.Check(Upi is null || Method == "upi", "upi", "upi goes with method upi alone.");
        switch (Method)
        {
            case "wallet":
                return new PaymentInstrument(PaymentMethod.Wallet, null);
            case "card":
                return new PaymentInstrument(PaymentMethod.Card, CardRequest.TokenOf(Card, checks));
            default:
                checks.Add("method", Method == "upi" ? "UPI is not offered here yet; pay by card or wallet." : "method must be card or wallet.");
                return new PaymentInstrument(PaymentMethod.Card, null);
        }
    }
}

internal sealed record CardRequest(string? Token)
{
    private const int LongestToken = 200;

    public static string TokenOf(CardRequest? card, Validation checks) => checks.Text("card.token", card?.Token, LongestToken);
}
