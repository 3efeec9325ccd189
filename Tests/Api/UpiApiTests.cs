using System.Xml.Linq;
using Marquee.Tests.Cluster;
using Xunit;

namespace Marquee.Tests.Api;

[Collection("postgres")]
public sealed class UpiApiTests(Product product) : IClassFixture<Product>
{
    private static object Upi(string flow, string? vpa = null) =>
        vpa is null ? new { method = "upi", upi = new { flow } } : new { method = "upi", upi = new { flow, vpa } };

    [Theory]
    [InlineData("intent", "upi-intent", "confirm", "confirmed")]
    [InlineData("qr", "upi-qr", "confirm", "confirmed")]
    [InlineData("qr", "upi-qr", "decline", "pending")]
    public async Task A_link_is_answered_in_the_customers_app_and_the_webhook_does_the_rest(string flow, string kind, string decision, string end)
    {
        using var customer = await product.CustomerAsync();
        var booking = await BookAsync(customer);
        var payment = (await customer.PostAsync($"/v1/bookings/{booking}/payments", Upi(flow))).Is(201);
        Assert.Equal(("requires-action", "upi", kind), (payment.Text("status"), payment.Text("method"), payment.Text("nextAction", "kind")));
        Assert.StartsWith("upi://pay?pa=marquee@sandbox&", payment.Text("nextAction", "url"), StringComparison.Ordinal);
        Assert.Contains("&am=317.70&cu=INR&", payment.Text("nextAction", "url"), StringComparison.Ordinal);
        Assert.Equal("paying", (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));
        Assert.Equal("requires-action", (await customer.GetAsync($"/v1/payments/{payment.Id}")).Is(200).Text("status"));

        await DecideAsync(customer, payment.Text("nextAction", "page"), decision);

        await BookingCluster.Eventually(end, async () => (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));
    }

    [Fact]
    public async Task A_qr_code_is_a_picture_for_its_customer_alone_and_is_gone_once_paid()
    {
        using var customer = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        var payment = (await customer.PostAsync($"/v1/bookings/{await BookAsync(customer)}/payments", Upi("qr"))).Is(201);
        var (svg, png) = (payment.Text("nextAction", "qr", "svg"), payment.Text("nextAction", "qr", "png"));

        var picture = (await customer.GetAsync(svg)).Is(200);
        Assert.Equal(("image/svg+xml", "no-store"), (picture.ContentType, picture.Header("Cache-Control")));
        Assert.Equal("svg", XDocument.Parse(picture.Body).Root!.Name.LocalName);
        var bitmap = (await customer.GetAsync(png)).Is(200);
        Assert.Equal("image/png", bitmap.ContentType);
        Assert.StartsWith("\uFFFDPNG\r\n", bitmap.Body, StringComparison.Ordinal);

        (await other.GetAsync(svg)).Refuses(404, "payment-not-found");
        (await other.GetAsync($"/v1/payments/{payment.Id}")).Refuses(404, "payment-not-found");
        (await customer.GetAsync("/v1/payments/nonsense/qr.svg")).Refuses(404, "payment-not-found");
        await DecideAsync(customer, payment.Text("nextAction", "page"), "confirm");
        await BookingCluster.Eventually(404, async () => (await customer.GetAsync(png)).Status);
    }

    [Fact]
    public async Task An_address_of_the_sandbox_decides_at_once_or_in_a_while()
    {
        using var customer = await product.CustomerAsync();
        var booking = await BookAsync(customer);
        var path = $"/v1/bookings/{booking}/payments";
        Assert.Equal("declined", (await customer.PostAsync(path, Upi("collect", "declined@sandbox"))).Refuses(402, "payment-declined").Text("payment", "failure", "code"));
        Assert.Equal("upi-collect", (await customer.PostAsync(path, Upi("collect", "silent@sandbox"))).Is(201).Text("nextAction", "kind"));
        // Who got no request may try otherwise: the first is given up.
        var slow = (await customer.PostAsync(path, Upi("collect", "slow@sandbox"))).Is(201);
        Assert.Equal("requires-action", slow.Text("status"));
        await BookingCluster.Eventually("confirmed", async () => (await customer.GetAsync($"/v1/bookings/{booking}")).Text("status"));
        Assert.Equal(slow.Id, (await customer.GetAsync($"/v1/bookings/{booking}")).Text("payment", "id"));

        var second = await BookAsync(customer);
        Assert.Equal("succeeded", (await customer.PostAsync($"/v1/bookings/{second}/payments", Upi("intent", "success@sandbox"))).Is(201).Text("status"));
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_said_field_by_field()
    {
        using var customer = await product.CustomerAsync();
        var path = $"/v1/bookings/{await BookAsync(customer)}/payments";
        foreach (var (body, field) in new (object, string)[]
        {
            (Upi("collect"), "upi.vpa"), (Upi("collect", "nobody"), "upi.vpa"), (Upi("qr", "a b@bank"), "upi.vpa"), (Upi("qr", "a@b@bank"), "upi.vpa"),
            (Upi("qr", $"{new string('a', 250)}@bank"), "upi.vpa"), (Upi("Intent"), "upi.flow"), (new { method = "upi" }, "upi.flow"),
            (new { method = "card", card = new { token = "tok_success" }, upi = new { flow = "qr" } }, "upi"),
            (new { method = "upi", upi = new { flow = "qr" }, card = new { token = "tok_success" } }, "card"),
        })
        {
            var refusal = (await customer.PostAsync(path, body)).Refuses(422, "validation-failed");
            Assert.Equal([field], refusal.At("errors").EnumerateObject().Select(error => error.Name));
        }

        (await customer.PostAsync(path, new { method = "upi", upi = new { flow = "qr", vps = "success@sandbox" } })).Refuses(400, "malformed-request");
    }

    [Fact]
    public async Task A_wallet_is_filled_by_upi_and_in_rupees_alone()
    {
        using var customer = await product.CustomerAsync();
        var dollars = (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = new { amount = 100, currency = "USD" }, method = "upi", upi = new { flow = "qr" } })).Refuses(422, "validation-failed");
        Assert.Equal(["amount.currency"], dollars.At("errors").EnumerateObject().Select(error => error.Name));
        var paid = (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(700), method = "upi", upi = new { flow = "collect", vpa = "success@sandbox" } })).Is(201);
        Assert.Equal(("succeeded", 700L), (paid.Text("status"), paid.Number("balance", "amount")));
        var asked = (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(300), method = "upi", upi = new { flow = "qr" } })).Is(201);
        Assert.Equal("upi-qr", asked.Text("nextAction", "kind"));
        await DecideAsync(customer, asked.Text("nextAction", "page"), "confirm");
        await BookingCluster.Eventually(1_000L, async () => (await customer.GetAsync("/v1/me/wallet")).Number("balance", "amount"));
    }

    private async Task<string> BookAsync(ApiClient customer)
    {
        var place = await Place.MakeAsync(product);
        return (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
    }

    private static async Task DecideAsync(ApiClient customer, string page, string decision)
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("decision", decision)]);
        await customer.SendAsync(HttpMethod.Post, new Uri(page).PathAndQuery, form, _ => { });
    }
}
