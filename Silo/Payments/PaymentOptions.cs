using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Payments;

/// <summary>Who takes new payments, method by method. A payment that was begun stays where it is.</summary>
public sealed class PaymentOptions
{
    public const string Section = "Payments";

    /// <summary>Who takes cards: <c>Sandbox</c>, the default, or <c>Stripe</c>.</summary>
    [RegularExpression("(?i)sandbox|stripe", ErrorMessage = $"{Section}:{nameof(Card)} must be Sandbox or Stripe.")]
    public string Card { get; set; } = "Sandbox";

    /// <summary>Who takes UPI: <c>Sandbox</c>, the default, or <c>Razorpay</c>.</summary>
    [RegularExpression("(?i)sandbox|razorpay", ErrorMessage = $"{Section}:{nameof(Upi)} must be Sandbox or Razorpay.")]
    public string Upi { get; set; } = "Sandbox";

    internal bool Uses(string provider) =>
        string.Equals(Card, provider, StringComparison.OrdinalIgnoreCase) || string.Equals(Upi, provider, StringComparison.OrdinalIgnoreCase);
}
