using System.ComponentModel.DataAnnotations;

namespace Marquee.Payments;

/// <summary>Section <c>Refunds</c>.</summary>
public sealed class RefundOptions
{
    public const string Section = "Refunds";

    /// <summary>
    /// How often a refund is tried before it waits for an admin. The pauses are a minute, two, four and so on, six hours at most; eight tries
    /// take some two hours.
    /// </summary>
    [Range(1, 50)]
    public int MostTries { get; set; } = 8;
}
