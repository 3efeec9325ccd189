using Marquee.Tests.Api;
using Xunit;
using static Marquee.Tests.Audit.AuditProduct;

namespace Marquee.Tests.Audit;

/// <summary>What one side knows and the other does not know yet is no difference.</summary>
[Collection("postgres")]
public sealed class InFlightTests(AuditProduct product) : IClassFixture<AuditProduct>
{
    [Fact]
    public async Task A_payment_that_has_not_heard_of_its_capture_is_left_out_and_counted()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var booking = await BookAsync(customer, place.Show, "B1");
        var payment = (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_challenge"))).Is(201).Id;
        // Captured without a webhook, long ago.
        await product.RunAsync($"UPDATE sandbox.charges SET status = 'captured', updated_at = now() - interval '1 hour' WHERE operation = '{payment}'");

        var compared = (await admin.GetAsync("/v1/admin/reconciliation")).Is(200);
        Assert.Equal((0, 0, 1), (compared.Number("checked"), compared.At("differences").GetArrayLength(), compared.Number("inFlight")));

        // Whoever pays again asks for that payment first, and so hears of it.
        await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_success"));
        await EventuallyAsync(admin, "/v1/admin/reconciliation", answer => answer.Number("checked") == 1 && answer.At("differences").GetArrayLength() == 0);
    }
}
