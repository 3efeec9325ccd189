using System.ComponentModel.DataAnnotations;
using Marquee.Payments;

namespace Marquee.Bookings;

/// <summary>Section <c>Bookings</c>.</summary>
public sealed class BookingOptions
{
    public const string Section = "Bookings";

    /// <summary>Booking fee in hundredths of a percent of the tickets.</summary>
    [Range(0, 10_000)]
    public int FeeBasisPoints { get; set; } = 500;

    /// <summary>Tax on the fee in hundredths of a percent.</summary>
    [Range(0, 10_000)]
    public int TaxBasisPoints { get; set; } = 1_800;

    /// <summary>How long a payment may be under way before the booking ends it. Longer than a bank's page or a UPI request stays open.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan PaymentWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The same for cards; <see cref="PaymentWindow"/> where it is not set.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan? CardPaymentWindow { get; set; }

    /// <summary>The same for UPI; <see cref="PaymentWindow"/> where it is not set.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan? UpiPaymentWindow { get; set; }

    /// <summary>The same for wallets, which answer at once or not at all. Default one minute.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan WalletPaymentWindow { get; set; } = TimeSpan.FromMinutes(1);

    public TimeSpan WindowOf(PaymentMethod method) => method switch
    {
        PaymentMethod.Wallet => WalletPaymentWindow,
        PaymentMethod.Upi => UpiPaymentWindow ?? PaymentWindow,
        _ => CardPaymentWindow ?? PaymentWindow,
    };
}
