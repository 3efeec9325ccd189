using Marquee.Tests.Api;
using Xunit;
using static Marquee.Tests.Audit.AuditProduct;

namespace Marquee.Tests.Audit;

/// <summary>Our ledger beside the provider's journal.</summary>
[Collection("postgres")]
public sealed class ReconciliationTests(AuditProduct product) : IClassFixture<AuditProduct>
{
    private const string Path = "/v1/admin/reconciliation";

    [Fact]
    public async Task Books_that_agree_show_no_difference_and_each_that_is_made_is_found()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var first = await BuyAsync(customer, place.Show, "tok_success", "B1");
        var second = await BuyAsync(customer, place.Show, "tok_success", "B2");
        await BuyAsync(customer, place.Show, "tok_success", "B3");
        var refund = (await customer.PostAsync($"/v1/bookings/{first}/cancellation", new { })).Is(200).Text("refund", "id");
        (await customer.PostAsync($"/v1/bookings/{await BookAsync(customer, place.Show, "B4")}/payments", Card("tok_declined"))).Is(402);
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000), method = "card", card = new { token = "tok_success" } })).Is(201);

        var agreed = (await admin.GetAsync(Path)).Is(200);
        Assert.Equal((5, 0, 0), (agreed.Number("checked"), agreed.At("differences").GetArrayLength(), agreed.Number("inFlight")));
        Assert.Equal(0, (await admin.GetAsync($"{Path}?since={DateTimeOffset.UtcNow.AddHours(1):O}".Replace("+", "%2B", StringComparison.Ordinal))).Is(200).Number("checked"));
        Assert.Equal(5, (await admin.GetAsync($"{Path}?since=2020-01-01T00:00:00Z")).Is(200).Number("checked"));

        var (one, two) = (await PaymentOfAsync(customer, first), await PaymentOfAsync(customer, second));
        await product.RunAsync($"UPDATE sandbox.charges SET amount = amount + 7 WHERE operation = '{one}'");
        await product.RunAsync($"UPDATE sandbox.charges SET status = 'failed' WHERE operation = '{two}'");
        await product.RunAsync($"UPDATE sandbox.refunds SET status = 'failed' WHERE refund = '{refund}'");
        await product.RunAsync(
            "INSERT INTO sandbox.charges (operation, status, amount, currency, created_at, updated_at) VALUES ('pay_00000000000000000000000000', 'captured', 5, 'INR', now(), now())");

        var found = (await admin.GetAsync(Path)).Is(200);

        Assert.Equal(6, found.Number("checked"));
        var expected = new[]
        {
            (one, "charge", "amount-differs"), (two, "charge", "missing-at-provider"), (refund, "refund", "missing-at-provider"),
            ("pay_00000000000000000000000000", "charge", "missing-in-ledger"),
        };
        var told = found.At("differences").EnumerateArray().ToDictionary(item => item.GetProperty("operation").GetString()!);
        Assert.Equal(
            expected.OrderBy(item => item.Item1, StringComparer.Ordinal),
            told.Values.Select(item => (item.GetProperty("operation").GetString()!, item.GetProperty("kind").GetString()!, item.GetProperty("problem").GetString()!))
                .OrderBy(item => item.Item1, StringComparer.Ordinal));
        Assert.Equal(
            (31_770, 31_777),
            (told[one].GetProperty("ledger").GetProperty("amount").GetProperty("amount").GetInt64(), told[one].GetProperty("atProvider").GetProperty("amount").GetProperty("amount").GetInt64()));
        (await admin.GetAsync($"{Path}?since=yesterday")).Refuses(422, "validation-failed");
    }

    private static async Task<string> PaymentOfAsync(ApiClient customer, string booking) => (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200).Text("payment", "id");
}
