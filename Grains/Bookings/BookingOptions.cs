using System.ComponentModel.DataAnnotations;

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

    /// <summary>How long a payment may be under way before the booking ends it. Longer than a bank's page stays open.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "02:00:00")]
    public TimeSpan PaymentWindow { get; set; } = TimeSpan.FromMinutes(10);
}
