using System.Text.Json;
using Marquee.Tests.Api;
using Xunit;
using static Marquee.Tests.Audit.AuditProduct;

namespace Marquee.Tests.Audit;

/// <summary>What a support person reads about one booking.</summary>
[Collection("postgres")]
public sealed class TimelineTests(AuditProduct product) : IClassFixture<AuditProduct>
{
    private static string Path(string booking) => $"/v1/admin/bookings/{booking}/timeline";

    [Fact]
    public async Task A_booking_paid_from_the_wallet_is_told_from_its_hold_to_its_seats()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var id = (await customer.GetAsync("/v1/me")).Id;
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000), method = "card", card = new { token = "tok_success" } })).Is(201);
        var booking = await BookAsync(customer, place.Show, "B1", "B2");
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(201);

        var told = (await admin.GetAsync(Path(booking))).Is(200);

        Assert.Equal(
            [("booking-created", id), ("payment-started", id), ("payment-captured", "system"), ("booking-confirmed", "system")], Lines(told));
        Assert.Equal("Seats B1, B2 held for 635.40 INR.", told.At("items")[0].GetProperty("detail").GetString());
        var times = told.At("items").EnumerateArray().Select(item => item.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.Order(), times);
        var topUp = (await admin.GetAsync($"/v1/admin/audit?subject={id}")).Is(200);
        Assert.Equal([("payment-captured", "provider:sandbox"), ("payment-started", id)], Lines(topUp));
    }

    [Fact]
    public async Task Every_try_to_pay_is_told_with_why_it_failed()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var id = (await customer.GetAsync("/v1/me")).Id;
        var booking = await BookAsync(customer, place.Show, "B1");
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_declined"))).Is(402);
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(402);
        var challenged = (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_challenge"))).Is(201);
        Assert.Equal("requires-action", challenged.Text("status"));
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card("tok_success"))).Is(201);

        var told = (await admin.GetAsync(Path(booking))).Is(200);

        Assert.Equal(
            [
                ("booking-created", id), ("payment-started", id), ("payment-failed", "provider:sandbox"), ("payment-started", id), ("payment-failed", "system"),
                ("payment-started", id), ("payment-requires-action", "provider:sandbox"),
            ],
            Lines(told).Take(7));
        Assert.Contains(("booking-confirmed", "system"), Lines(told));
        Assert.Equal(2, Lines(told).Count(line => line.Kind == "payment-failed" && line.Actor == "provider:sandbox"));
        Assert.Equal(["declined", "insufficient-funds", "abandoned"], Reasons(told, "payment-failed"));
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_seen()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var booking = await BuyAsync(customer, place.Show, "tok_timeout", "B1");

        var told = await EventuallyAsync(admin, Path(booking), answer => Lines(answer).Contains(("booking-confirmed", "system")));

        var unanswered = told.At("items").EnumerateArray().First(item => item.GetProperty("kind").GetString() == "payment-unanswered");
        Assert.Equal("No definite answer from sandbox, 1 so far; it will be asked again.", unanswered.GetProperty("detail").GetString());
        Assert.Contains(("payment-captured", "provider:sandbox"), Lines(told));
    }

    [Fact]
    public async Task Refunds_are_told_with_every_try_until_an_admin_has_paid()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var (me, boss) = ((await customer.GetAsync("/v1/me")).Id, (await admin.GetAsync("/v1/me")).Id);
        var booking = await BuyAsync(customer, place.Show, "tok_refund_fails", "B1");
        var refund = (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { })).Is(200).Text("refund", "id");
        Assert.Equal("stuck", (await admin.PostAsync($"/v1/admin/refunds/{refund}/retry")).Is(200).Text("status"));
        (await admin.PostAsync($"/v1/admin/refunds/{refund}/settlement", new { note = "by bank transfer" })).Is(200);

        var told = await EventuallyAsync(admin, Path(booking), answer => Lines(answer).Contains(("booking-canceled", "system")));

        Assert.Equal(
            [
                ("booking-canceling", me), ("refund-requested", "system"), ("refund-stuck", "system"), ("refund-retried", boss), ("refund-stuck", "system"), ("refund-settled-by-hand", boss),
                ("booking-refunded", "system"), ("booking-canceled", "system"),
            ],
            Lines(told).Skip(4));
    }

    [Fact]
    public async Task What_an_admin_gives_back_is_told_in_his_name_and_with_his_reason()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var boss = (await admin.GetAsync("/v1/me")).Id;
        var booking = await BuyAsync(customer, place.Show, "tok_success", "B1");
        (await admin.PostAsync($"/v1/admin/bookings/{booking}/refunds", new { amount = Place.Inr(10_000), reason = "cold hall" })).Is(201);

        var told = (await admin.GetAsync(Path(booking))).Is(200);

        Assert.Equal(
            [("booking-refunding", boss), ("refund-requested", boss), ("refund-succeeded", "provider:sandbox"), ("booking-refunded", "system")], Lines(told).Skip(4));
        Assert.All(told.At("items").EnumerateArray().Skip(4), item => Assert.Equal("cold hall", item.GetProperty("reason").GetString()));
        Assert.Equal("100.00 INR goes back to where it came from; the seats stay.", told.At("items")[4].GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Guests_who_came_in_are_told_with_who_let_them_in()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var booking = await BuyAsync(customer, place.Show, "tok_success", "B1", "B2");
        var code = (await customer.GetAsync($"/v1/bookings/{booking}/ticket")).Is(200).Text("code");
        var entry = (await admin.PostAsync("/v1/checkins", new { code, seats = new[] { "B1" }, door = "North" }, key: "scan")).Is(200).Id;

        var told = (await admin.GetAsync(Path(booking))).Is(200).At("items").EnumerateArray().Last();

        Assert.Equal(
            ("booking-checked-in", (await admin.GetAsync("/v1/me")).Id, entry, "Let in for seat B1 at North."),
            (told.GetProperty("kind").GetString(), told.GetProperty("actor").GetString(), told.GetProperty("operationId").GetString(), told.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task One_that_was_given_up_says_by_whom_and_one_that_never_was_is_not_found()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var booking = await BookAsync(customer, place.Show, "B1");
        (await customer.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
        Assert.Equal(("booking-expired", (await customer.GetAsync("/v1/me")).Id), Lines((await admin.GetAsync(Path(booking))).Is(200))[^1]);
        (await admin.GetAsync(Path("bkg_00000000000000000000000000"))).Refuses(404, "booking-not-found");
        (await admin.GetAsync(Path("nothing"))).Refuses(404, "booking-not-found");
    }

    private static IReadOnlyList<string?> Reasons(ApiAnswer told, string kind) =>
        [.. told.At("items").EnumerateArray().Where(item => item.GetProperty("kind").GetString() == kind).Select(Reason)];

    private static string? Reason(JsonElement item) => item.TryGetProperty("reason", out var reason) ? reason.GetString() : null;
}
