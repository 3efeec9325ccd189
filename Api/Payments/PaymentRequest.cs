using System.Text.RegularExpressions;
using Marquee.Api.Http;
using Marquee.Payments;

namespace Marquee.Api.Payments;

internal sealed record PaymentRequest(string? Method, CardRequest? Card, UpiRequest? Upi)
{
    /// <summary>Reads what is paid with. A card is always named by its token at the provider.</summary>
    public PaymentInstrument Instrument(Validation checks)
    {
        if (Method == "wallet") OthersAreMissing(checks, Card, Upi);
        return Method == "wallet" ? new PaymentInstrument(PaymentMethod.Wallet, null) : OfProvider(Method, Card, Upi, checks, "card, upi or wallet");
    }

    /// <summary>The same where a wallet is no way to pay.</summary>
    /// <param name="methods">For people: what may be chosen.</param>
    public static PaymentInstrument OfProvider(string? method, CardRequest? card, UpiRequest? upi, Validation checks, string methods)
    {
        switch (method)
        {
            case "card":
                OthersAreMissing(checks, null, upi);
                return new PaymentInstrument(PaymentMethod.Card, CardRequest.TokenOf(card, checks));
            case "upi":
                OthersAreMissing(checks, card, null);
                return new PaymentInstrument(PaymentMethod.Upi, null, UpiRequest.InstrumentOf(upi, checks));
            default:
                checks.Add("method", $"method must be {methods}.");
                return new PaymentInstrument(PaymentMethod.Card, null);
        }
    }

    private static void OthersAreMissing(Validation checks, CardRequest? card, UpiRequest? upi)
    {
        checks.Check(card is null, "card", "card goes with method card alone.");
        checks.Check(upi is null, "upi", "upi goes with method upi alone.");
    }
}

internal sealed record CardRequest(string? Token)
{
    private const int LongestToken = 200;

    public static string TokenOf(CardRequest? card, Validation checks) => checks.Text("card.token", card?.Token, LongestToken);
}

/// <param name="Flow"><c>intent</c>, <c>qr</c> or <c>collect</c>.</param>
/// <param name="Vpa">The customer's UPI address; required for <c>collect</c>.</param>
internal sealed partial record UpiRequest(string? Flow, string? Vpa)
{
    private const int LongestVpa = 255;

    public static UpiInstrument? InstrumentOf(UpiRequest? upi, Validation checks)
    {
        UpiFlow? flow = upi?.Flow switch { "intent" => UpiFlow.Intent, "qr" => UpiFlow.Qr, "collect" => UpiFlow.Collect, _ => null };
        checks.Check(flow is not null, "upi.flow", "upi.flow must be intent, qr or collect.");
        if (upi?.Vpa is not { } vpa) checks.Check(flow != UpiFlow.Collect, "upi.vpa", "upi.vpa is required for collect.");
        else checks.Check(vpa.Length <= LongestVpa && Address().IsMatch(vpa), "upi.vpa", "upi.vpa must be a UPI address such as name@bank.");
        return flow is { } given ? new UpiInstrument(given, upi!.Vpa) : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9._-]{2,200}@[A-Za-z][A-Za-z0-9]{1,50}\z")]
    private static partial Regex Address();
}
