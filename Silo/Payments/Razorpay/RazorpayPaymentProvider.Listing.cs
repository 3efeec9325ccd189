using System.Globalization;
using System.Runtime.CompilerServices;
using Marquee.Payments;

namespace Marquee.Silo.Payments.Razorpay;

internal sealed partial class RazorpayPaymentProvider
{
    private const int PageSize = 100;

    public IAsyncEnumerable<ProviderEntry> ListAsync(ProviderEntryKind kind, DateTimeOffset? since, CancellationToken cancellation) => kind == ProviderEntryKind.Charge
        ? PagesAsync<ListedPayment>("payments", since, EntryOf, cancellation)
        : PagesAsync<ListedRefund>("refunds", since, EntryOf, cancellation);

    /// <summary>Newest first, so what is made meanwhile pushes others back, to be told twice, and hides none.</summary>
    private async IAsyncEnumerable<ProviderEntry> PagesAsync<T>(
        string path, DateTimeOffset? since, Func<T, ProviderEntry?> read, [EnumeratorCancellation] CancellationToken cancellation) where T : class
    {
        var from = (since?.ToUnixTimeSeconds() ?? 0).ToString(CultureInfo.InvariantCulture);
        T[] page;
        var skip = 0;
        do
        {
            var answer = await client.GetAsync<Page<T>>(string.Create(CultureInfo.InvariantCulture, $"{path}?from={from}&count={PageSize}&skip={skip}"), cancellation);
            page = answer?.Items ?? throw new PaymentProviderUnknownException("Razorpay does not tell its operations.");
            foreach (var item in page)
                if (read(item) is { } entry) yield return entry;
            skip += page.Length;
        }
        while (page.Length == PageSize);
    }

    private static ProviderEntry? EntryOf(ListedPayment payment) =>
        payment.Status is "captured" or "refunded" && JsonPath.TextAt(payment.Notes, Operation) is { } operation
            ? new ProviderEntry(operation, payment.Id, new Money(payment.Amount, payment.Currency), DateTimeOffset.FromUnixTimeSeconds(payment.CreatedAt))
            : null;

    private static ProviderEntry? EntryOf(ListedRefund refund) => refund is { Status: "processed", Receipt: { } operation }
        ? new ProviderEntry(operation, refund.Id, new Money(refund.Amount, refund.Currency), DateTimeOffset.FromUnixTimeSeconds(refund.CreatedAt))
        : null;
}
