namespace Marquee.Payments;

/// <summary>
/// Compares our ledger with what the payment providers say, operation by operation. It reads only, and may be asked at any time and by
/// several at once. Key 0.
/// </summary>
[Alias("marquee.reconciliation")]
public interface IReconciliationGrain : IGrainWithIntegerKey
{
    /// <summary>Every difference, and at the end, once, the totals.</summary>
    /// <param name="since">Leaves out what is older on both sides; null for everything.</param>
    /// <exception cref="ReconciliationUnavailableException">A provider did not tell its operations.</exception>
    [Alias("compare")] IAsyncEnumerable<ReconciliationPart> Compare(DateTimeOffset? since);
}

/// <summary>One of the two is there.</summary>
[GenerateSerializer, Immutable, Alias("marquee.reconciliation-part")]
public sealed record ReconciliationPart([property: Id(0)] ReconciliationDifference? Difference, [property: Id(1)] ReconciliationTotals? Totals = null);

/// <param name="Operation">Id of the payment or refund.</param>
/// <param name="Ours">What the ledger says; null where it knows nothing of it.</param>
/// <param name="Theirs">What the provider says, likewise.</param>
[GenerateSerializer, Immutable, Alias("marquee.reconciliation-difference")]
public sealed record ReconciliationDifference(
    [property: Id(0)] string Operation,
    [property: Id(1)] ProviderEntryKind Kind,
    [property: Id(2)] string Provider,
    [property: Id(3)] ReconciliationSide? Ours,
    [property: Id(4)] ReconciliationSide? Theirs);

[GenerateSerializer, Immutable, Alias("marquee.reconciliation-side")]
public sealed record ReconciliationSide([property: Id(0)] Money Amount, [property: Id(1)] DateTimeOffset At);

/// <param name="Checked">Operations that were compared.</param>
/// <param name="InFlight">Operations that were left out because they are too young or not over yet.</param>
/// <param name="NotCompared">Providers of operations in our ledger that cannot tell theirs, or are not configured any more.</param>
[GenerateSerializer, Immutable, Alias("marquee.reconciliation-totals")]
public sealed record ReconciliationTotals([property: Id(0)] long Checked, [property: Id(1)] long InFlight, [property: Id(2)] string[] NotCompared);

public enum ProviderEntryKind
{
    Charge = 0,
    Refund = 1,
}

/// <summary>A provider gave no definite answer, so nothing can be said about differences. Ask again later.</summary>
[GenerateSerializer, Alias("marquee.reconciliation-unavailable")]
public sealed class ReconciliationUnavailableException : Exception
{
    public ReconciliationUnavailableException() { }

    public ReconciliationUnavailableException(string message) : base(message) { }

    public ReconciliationUnavailableException(string message, Exception inner) : base(message, inner) { }
}
