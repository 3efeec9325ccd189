using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Ledger;

/// <summary>How our ledger is compared with the providers' journals.</summary>
public sealed class ReconciliationOptions
{
    public const string Section = "Reconciliation";

    /// <summary>
    /// Operations that either side knows for less than this are in flight and left out. Longer than an answer of a provider takes and an
    /// event needs to the ledger. 0 to 1 day, a minute by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(1);
}
