using System.Runtime.CompilerServices;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Concurrency;

namespace Marquee.Silo.Ledger;

// Not a stateless worker: who reads on must meet the activation that began.
[GrainType("reconciliation"), Reentrant]
internal sealed class ReconciliationGrain(
    NpgsqlDataSource database, IPaymentProviders providers, ReadBarrier barrier, IOptions<ReconciliationOptions> options, TimeProvider clock)
    : Grain, IReconciliationGrain
{
    private const int AtOnce = 500;

    // The two sides need not know an operation from the same day: a charge is made when its payment starts, and the bank of a refund may
    // take weeks. What lies so far back is read too, so that it is not missed on one side.
    private static readonly TimeSpan LongestCharge = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRefund = TimeSpan.FromDays(30);

    public IAsyncEnumerable<ReconciliationPart> Compare(DateTimeOffset? since) => CompareAsync(since, CancellationToken.None);

    private async IAsyncEnumerable<ReconciliationPart> CompareAsync(DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var settled = clock.GetUtcNow() - options.Value.Grace;
        var listing = providers.All.Where(one => one.Value.Abilities.Lists).ToDictionary();
        string[] names = [.. listing.Keys];
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var comparison = new Comparison(connection);
        await comparison.BeginAsync(cancellation);
        try
        {
            foreach (var (name, provider) in listing)
            {
                await TakeAsync(comparison, name, provider, ProviderEntryKind.Charge, Before(since, LongestCharge), cancellation);
                await TakeAsync(comparison, name, provider, ProviderEntryKind.Refund, Before(since, LongestRefund), cancellation);
            }

            await barrier.WaitAsync(Topics.Payments, cancellation);
            var (compared, inFlight) = await comparison.CompareAsync(names, Before(since, LongestRefund), since, settled, cancellation);
            await foreach (var difference in comparison.DifferencesAsync().WithCancellation(cancellation))
            {
                if (await IsUnderWayAsync(difference)) (compared, inFlight) = (compared - 1, inFlight + 1);
                else yield return new ReconciliationPart(difference);
            }

            var others = await comparison.OthersAsync(names, cancellation);
            yield return new ReconciliationPart(null, new ReconciliationTotals(compared, inFlight, others));
        }
        finally
        {
            await comparison.EndAsync();
        }
    }

    private static async Task TakeAsync(
        Comparison comparison, string name, IPaymentProvider provider, ProviderEntryKind kind, DateTimeOffset? since, CancellationToken cancellation)
    {
        try
        {
            await foreach (var entries in provider.ListAsync(kind, since, cancellation).Chunk(AtOnce).WithCancellation(cancellation))
                await comparison.AddAsync(name, kind, entries, cancellation);
        }
        catch (PaymentProviderUnknownException failure)
        {
            throw new ReconciliationUnavailableException($"The payment provider '{name}' does not tell its operations: {failure.Message}");
        }
    }

    /// <summary>The provider has taken the money and the payment has not heard of it yet: it asks, sooner or later.</summary>
    private async Task<bool> IsUnderWayAsync(ReconciliationDifference difference) =>
        difference is { Ours: null, Kind: ProviderEntryKind.Charge } && Ids.TryParse<PaymentId>(difference.Operation, out _)
        && await GrainFactory.Grain<IPaymentGrain>(difference.Operation).Get() is { Ended: false };

    private static DateTimeOffset? Before(DateTimeOffset? since, TimeSpan span) =>
        since is { } time ? (time - DateTimeOffset.MinValue > span ? time - span : DateTimeOffset.MinValue) : null;
}
