using System.Runtime.CompilerServices;
using Marquee.Payments;
using Stripe;

namespace Marquee.Silo.Payments.Stripe;

internal sealed partial class StripePaymentProvider
{
    private const int PageSize = 100;

    public IAsyncEnumerable<ProviderEntry> ListAsync(ProviderEntryKind kind, DateTimeOffset? since, CancellationToken cancellation)
    {
        var created = since is { } time ? new DateRangeOptions { GreaterThanOrEqual = time.UtcDateTime } : null;
        return kind == ProviderEntryKind.Charge
            ? PagesAsync(
                (after, deadline) => _intents.ListAsync(new PaymentIntentListOptions { Limit = PageSize, StartingAfter = after, Created = created }, null, deadline),
                EntryOf, cancellation)
            : PagesAsync(
                (after, deadline) => _refunds.ListAsync(new RefundListOptions { Limit = PageSize, StartingAfter = after, Created = created }, null, deadline),
                EntryOf, cancellation);
    }

    private async IAsyncEnumerable<ProviderEntry> PagesAsync<T>(
        Func<string?, CancellationToken, Task<StripeList<T>>> ask, Func<T, ProviderEntry?> read, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class, IHasId
    {
        string? after = null;
        StripeList<T> page;
        do
        {
            var answer = await AskAsync(deadline => ask(after, deadline), cancellation);
            page = answer.Value ?? throw new PaymentProviderUnknownException($"Stripe does not tell its operations: {answer.Refusal}");
            foreach (var item in page)
                if (read(item) is { } entry) yield return entry;
            after = page.LastOrDefault()?.Id;
        }
        while (page.HasMore && after is not null);
    }

    private static ProviderEntry? EntryOf(PaymentIntent intent) =>
        intent.Status == "succeeded" && intent.Metadata?.GetValueOrDefault(StripeWords.Operation) is { } operation
            ? new ProviderEntry(operation, intent.Id, new Money(intent.AmountReceived, intent.Currency.ToUpperInvariant()), intent.Created)
            : null;

    private static ProviderEntry? EntryOf(Refund refund) =>
        refund.Status == "succeeded" && refund.Metadata?.GetValueOrDefault(StripeWords.Refund) is { } operation
            ? new ProviderEntry(operation, refund.Id, new Money(refund.Amount, refund.Currency.ToUpperInvariant()), refund.Created)
            : null;
}
