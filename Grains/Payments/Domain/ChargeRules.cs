namespace Marquee.Payments.Domain;

/// <summary>What is refused before anybody is asked for money.</summary>
internal static class ChargeRules
{
    private const string Rupee = "INR";

    public static PaymentFailure? FaultOf(PaymentInstrument instrument, Money amount, ProviderAbilities abilities)
    {
        if (instrument.Upi is not { } upi) return null;
        if (amount.Currency != Rupee) return new PaymentFailure("other-currency", "UPI pays in INR alone.");
        return abilities.UpiFlows.Contains(upi.Flow) ? null : new PaymentFailure("flow-not-offered", "This way of paying by UPI is not offered here.");
    }
}
