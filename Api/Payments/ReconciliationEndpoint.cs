using System.Globalization;
using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Payments;

/// <summary>Whether our books and the payment providers' say the same.</summary>
internal static class ReconciliationEndpoint
{
    private const int MostDifferences = 1_000;

    public static void MapReconciliation(this RouteGroupBuilder admin) =>
        admin.MapGet("/reconciliation", Compare).WithTags("Refunds").WithName("Reconcile");

    private static async Task<Results<Ok<ReconciliationBody>, ProblemHttpResult>> Compare(string? since, IGrainFactory grains, CancellationToken cancellation)
    {
        var checks = new Validation();
        var from = Instant(checks, since);
        if (checks.Failed) return checks.Problem();

        var differences = new List<DifferenceBody>();
        ReconciliationTotals? totals = null;
        var more = 0;
        try
        {
            await foreach (var part in grains.GetGrain<IReconciliationGrain>(0).Compare(from).WithCancellation(cancellation))
            {
                totals ??= part.Totals;
                if (part.Difference is null) continue;
                if (differences.Count < MostDifferences) differences.Add(DifferenceBody.Of(part.Difference));
                else more++;
            }
        }
        catch (ReconciliationUnavailableException)
        {
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "provider-unavailable", "A payment provider did not tell its operations. Try again later.");
        }

        return TypedResults.Ok(new ReconciliationBody(totals!.Checked, differences, more, totals.InFlight, totals.NotCompared));
    }

    private static DateTimeOffset? Instant(Validation checks, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)) return time;
        checks.Add("since", "since must be a time such as 2026-11-24T00:00:00Z.");
        return null;
    }
}

/// <param name="Checked">Operations that were compared.</param>
/// <param name="More">Differences beyond those that are listed.</param>
/// <param name="InFlight">Operations that were left out because they are too young or not over yet.</param>
/// <param name="NotCompared">Providers that cannot tell their operations, or are not configured any more.</param>
internal sealed record ReconciliationBody(long Checked, IReadOnlyList<DifferenceBody> Differences, int More, long InFlight, IReadOnlyList<string> NotCompared);

/// <param name="Operation">Id of the payment or refund.</param>
/// <param name="Problem">missing-in-ledger, missing-at-provider or amount-differs.</param>
internal sealed record DifferenceBody(string Operation, ProviderEntryKind Kind, string Problem, string Provider, SideBody? Ledger, SideBody? AtProvider)
{
    public static DifferenceBody Of(ReconciliationDifference difference) => new(
        difference.Operation, difference.Kind, ProblemOf(difference), difference.Provider, SideBody.Of(difference.Ours), SideBody.Of(difference.Theirs));

    private static string ProblemOf(ReconciliationDifference difference) => difference switch
    {
        { Ours: null } => "missing-in-ledger",
        { Theirs: null } => "missing-at-provider",
        _ => "amount-differs",
    };
}

internal sealed record SideBody(Money Amount, DateTimeOffset At)
{
    public static SideBody? Of(ReconciliationSide? side) => side is null ? null : new SideBody(side.Amount, side.At);
}
