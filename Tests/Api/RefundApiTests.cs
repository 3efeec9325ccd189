using System.Globalization;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Giving back seats and money, as clients see it.</summary>
[Collection("postgres")]
public sealed class RefundApiTests(RefundProduct product) : IClassFixture<RefundProduct>
{
    private static readonly object TwoDaysOff = new { refunds = new[] { new { minutesBefore = 100, percent = 75 }, new { minutesBefore = 1, percent = 30 } } };

    private static object Card(string token) => new { method = "card", card = new { token } };

    private static async Task<string> BuyAsync(ApiClient customer, string show, string token, params string[] seats)
    {
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats })).Is(201).Id;
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", Card(token))).Is(201);
        return booking;
    }

    private static async Task<ApiAnswer> EventuallyAsync(ApiClient client, string path, Func<ApiAnswer, bool> expected)
    {
        var answer = await client.GetAsync(path);
        for (var tries = 0; tries < 300 && !expected(answer); tries++)
        {
            await Task.Delay(50);
            answer = await client.GetAsync(path);
        }

        Assert.True(expected(answer), answer.Body);
        return answer;
    }

    [Fact]
    public async Task A_booking_is_quoted_and_canceled_by_the_policy_of_its_show_seat_by_seat()
    {
        var place = await Place.MakeAsync(product, TwoDaysOff);
        using var customer = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        // 2 x 300.00, 5 % fee, 18 % tax on the fee.
        var booking = await BuyAsync(customer, place.Show, "tok_success", "B1", "B2");
        var quote = (await customer.GetAsync($"/v1/bookings/{booking}/refund-quote?seats=B1")).Is(200);
        Assert.Equal((22_500, 75, false), (quote.Number("refundable", "amount"), quote.Number("policy", "percent"), quote.At("policy", "feeRefundable").GetBoolean()));
        Assert.Equal(31_770, quote.Number("refundable", "amount") + quote.Number("fee", "amount"));
        Assert.Equal(2, quote.At("policy", "steps").GetArrayLength());

        var canceled = (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B1" } }, key: "one")).Is(200);
        Assert.Equal(("confirmed", 22_500, "succeeded"), (canceled.Text("status"), canceled.Number("refund", "amount", "amount"), canceled.Text("refund", "status")));
        Assert.Equal(("B2", "B1"), (canceled.At("seats")[0].GetProperty("label").GetString(), canceled.At("canceledSeats")[0].GetString()));
        await BuyAsync(other, place.Show, "tok_success", "B1");
        var again = (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B1" } }, key: "one")).Is(200);
        Assert.Equal(("true", canceled.Text("refund", "id")), (again.Header("Idempotency-Replayed"), again.Text("refund", "id")));
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { }, key: "one")).Refuses(422, "idempotency-key-reused");
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "B1" } })).Refuses(409, "already-canceled");
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = new[] { "C9" } })).Refuses(422, "seat-unknown");
        (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { seats = Array.Empty<string>() })).Refuses(422, "validation-failed");

        var all = (await customer.PostAsync($"/v1/bookings/{booking}/cancellation")).Is(200);
        Assert.Equal(("canceled", 22_500, 2), (all.Text("status"), all.Number("refund", "amount", "amount"), all.At("refunds").GetArrayLength()));
        (await customer.GetAsync($"/v1/bookings/{booking}/refund-quote")).Refuses(409, "already-canceled");
        await EventuallyAsync(customer, "/v1/me/bookings?status=canceled", answer => answer.At("items").GetArrayLength() == 1);
        var map = (await customer.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).At("rows")[1].GetProperty("seats");
        Assert.Equal(("sold", "free"), (map[0].GetProperty("status").GetString(), map[1].GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_booking_nobody_paid_is_given_up_instead_and_a_show_too_near_gives_nothing_back()
    {
        var place = await Place.MakeAsync(product, new { refunds = new[] { new { minutesBefore = 600, percent = 100 } } });
        using var customer = await product.CustomerAsync();
        var pending = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        (await customer.GetAsync($"/v1/bookings/{pending}/refund-quote")).Refuses(409, "booking-not-cancelable");
        (await customer.PostAsync($"/v1/bookings/{pending}/cancellation", new { })).Refuses(409, "booking-not-cancelable");
        var paid = await BuyAsync(customer, place.Show, "tok_success", "B2");
        Assert.Equal(0, (await customer.GetAsync($"/v1/bookings/{paid}/refund-quote")).Is(200).Number("refundable", "amount"));
        (await customer.PostAsync($"/v1/bookings/{paid}/cancellation", new { })).Refuses(409, "too-late-to-cancel");
    }

    [Theory]
    [InlineData("[{\"minutesBefore\":60,\"percent\":50},{\"minutesBefore\":60,\"percent\":40}]", "rules.refunds[1]")]
    [InlineData("[{\"minutesBefore\":60,\"percent\":50},{\"minutesBefore\":30,\"percent\":60}]", "rules.refunds[1]")]
    [InlineData("[{\"minutesBefore\":-1,\"percent\":50}]", "rules.refunds[0].minutesBefore")]
    [InlineData("[{\"minutesBefore\":1,\"percent\":101}]", "rules.refunds[0].percent")]
    [InlineData("[{\"percent\":10}]", "rules.refunds[0].minutesBefore")]
    [InlineData("[null]", "rules.refunds[0].percent")]
    public async Task A_policy_that_makes_no_sense_is_refused(string refunds, string field)
    {
        using var admin = await product.AdminAsync();
        var refused = (await admin.PostTextAsync("/v1/admin/shows", $$$"""{"rules":{"refunds":{{{refunds}}}}}""")).Refuses(422, "validation-failed");
        Assert.True(refused.At("errors").TryGetProperty(field, out _), refused.Body);
    }

    [Fact]
    public async Task An_admin_gives_part_of_the_money_back_and_never_more_than_was_paid()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var booking = await BuyAsync(customer, place.Show, "tok_success", "B1");
        var path = $"/v1/admin/bookings/{booking}/refunds";
        (await admin.PostAsync(path, new { amount = Place.Inr(31_771), reason = "sorry" })).Refuses(409, "refund-too-large");
        (await admin.PostAsync(path, new { amount = Place.Inr(0), reason = "sorry" })).Refuses(422, "validation-failed");
        (await admin.PostAsync(path, new { amount = new { amount = 1, currency = "USD" }, reason = "sorry" })).Refuses(422, "validation-failed");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => admin.PostAsync(path, new { amount = Place.Inr(10_000), reason = "cold hall" }, key: $"{number}")));
        Assert.Equal(3, answers.Count(answer => answer.Status == 201));
        Assert.All(answers.Where(answer => answer.Status != 201), answer => Assert.Equal(1_770, answer.Refuses(409, "refund-too-large").Number("left", "amount")));

        var seen = (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200);
        Assert.Equal(("confirmed", 3, "house"), (seen.Text("status"), seen.At("refunds").GetArrayLength(), seen.At("refunds")[0].GetProperty("cause").GetString()));
        foreach (var filter in new[] { $"showId={place.Show}", $"userId={(await customer.GetAsync("/v1/me")).Id}", $"showId={place.Show}&status=confirmed" })
        {
            var list = await EventuallyAsync(admin, $"/v1/admin/bookings?{filter}", answer => answer.At("items").GetArrayLength() == 1);
            Assert.Equal((booking, (await customer.GetAsync("/v1/me")).Id), (list.At("items")[0].GetProperty("id").GetString(), list.At("items")[0].GetProperty("userId").GetString()));
        }

        Assert.Equal(0, (await admin.GetAsync($"/v1/admin/bookings?showId={place.Show}&status=canceled")).Is(200).At("items").GetArrayLength());
        (await admin.GetAsync("/v1/admin/bookings?showId=nothing")).Refuses(422, "validation-failed");
        (await admin.PostAsync("/v1/admin/bookings/bkg_00000000000000000000000000/refunds", new { amount = Place.Inr(1), reason = "x" })).Refuses(404, "booking-not-found");
    }

    [Fact]
    public async Task A_refund_that_fails_is_pending_for_its_customer_and_waits_for_an_admin_and_the_account_stays_meanwhile()
    {
        var place = await Place.MakeAsync(product, TwoDaysOff);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var booking = await BuyAsync(customer, place.Show, "tok_refund_fails", "B1");
        var canceled = (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { })).Is(200);
        Assert.Equal(("canceling", "pending"), (canceled.Text("status"), canceled.Text("refund", "status")));
        (await customer.DeleteAsync("/v1/me")).Refuses(409, "open-money");

        var refund = canceled.Text("refund", "id");
        var stuck = await EventuallyAsync(admin, $"/v1/admin/refunds/{refund}", answer => answer.Status == 200);
        Assert.Equal(("stuck", booking, 22_500), (stuck.Text("status"), stuck.Text("bookingId"), stuck.Number("amount", "amount")));
        Assert.Contains(refund, (await admin.GetAsync("/v1/admin/refunds?status=stuck&limit=100")).Is(200).Body, StringComparison.Ordinal);
        (await admin.GetAsync("/v1/admin/refunds?status=lost")).Refuses(422, "validation-failed");
        Assert.Equal("stuck", (await admin.PostAsync($"/v1/admin/refunds/{refund}/retry")).Is(200).Text("status"));
        (await admin.PostAsync($"/v1/admin/refunds/{refund}/settlement", new { })).Refuses(422, "validation-failed");
        Assert.Equal("settled-by-hand", (await admin.PostAsync($"/v1/admin/refunds/{refund}/settlement", new { note = "by bank transfer" })).Is(200).Text("status"));
        (await admin.PostAsync($"/v1/admin/refunds/{refund}/retry")).Refuses(409, "refund-not-stuck");

        var done = await EventuallyAsync(customer, $"/v1/bookings/{booking}", answer => answer.Text("status") == "canceled");
        Assert.Equal("succeeded", done.Text("refund", "status"));
        var export = (await customer.GetAsync("/v1/me/export")).Is(200);
        Assert.Equal(("canceled", "succeeded", 22_500), (export.At("bookings")[0].GetProperty("status").GetString(), export.At("payments")[0].GetProperty("status").GetString(), export.At("payments")[0].GetProperty("refunded").GetProperty("amount").GetInt32()));
        Assert.Equal((refund, booking), (export.At("refunds")[0].GetProperty("id").GetString(), export.At("refunds")[0].GetProperty("bookingId").GetString()));
        (await customer.DeleteAsync("/v1/me")).Is(204);
        Assert.Contains(booking, (await admin.GetAsync($"/v1/admin/bookings?showId={place.Show}")).Is(200).Body, StringComparison.Ordinal);
        Assert.Contains(refund, (await admin.GetAsync("/v1/admin/refunds?status=settled-by-hand")).Is(200).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_canceled_show_pays_everybody_back_and_tells_how_far_it_is()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var paid = await BuyAsync(customer, place.Show, "tok_success", "B1", "B2");
        var pending = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "C1" } })).Is(201).Id;
        var path = $"/v1/admin/shows/{place.Show}/cancellation";
        (await admin.GetAsync(path)).Refuses(404, "cancellation-not-found");
        (await admin.DeleteAsync($"/v1/admin/shows/{place.Show}")).Refuses(409, "show-has-bookings");

        var begun = (await admin.PostAsync(path, new { reason = "The projector is broken." })).Is(202);
        Assert.Equal((2, "The projector is broken."), (begun.Number("total"), begun.Text("reason")));
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "C2" } })).Refuses(409, "show-not-on-sale");
        (await customer.PostAsync($"/v1/bookings/{pending}/payments", Card("tok_success"))).Is(409);
        Assert.Equal("canceled", (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200).Text("status"));

        var done = await EventuallyAsync(admin, path, answer => answer.Text("status") == "done");
        Assert.Equal((2, 2, 0, 0, 63_540), (done.Number("total"), done.Number("done"), done.Number("pending"), done.Number("failed"), done.Number("refunded", "amount")));
        var booking = (await customer.GetAsync($"/v1/bookings/{paid}")).Is(200);
        Assert.Equal(("canceled", 63_540, "show-canceled"), (booking.Text("status"), booking.Number("refund", "amount", "amount"), booking.At("refunds")[0].GetProperty("cause").GetString()));
        Assert.Equal(("expired", "show-canceled"), ((await customer.GetAsync($"/v1/bookings/{pending}")).Text("status"), (await customer.GetAsync($"/v1/bookings/{pending}")).Text("failure", "code")));
        // The screen is free again.
        (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(place.Movie, place.Theater, place.Screen, TimeSpan.FromHours(3)))).Is(201);
        (await admin.PostAsync($"{path}/pause")).Is(200);
        Assert.Equal("done", (await admin.PostAsync($"{path}/resume")).Is(200).Text("status"));
        (await admin.PostAsync("/v1/admin/shows/shw_00000000000000000000000000/cancellation")).Refuses(404, "show-not-found");
    }

    [Fact]
    public async Task A_moved_show_is_seen_at_its_new_time_and_lets_its_customers_out_in_full()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var booking = await BuyAsync(customer, place.Show, "tok_success", "B1");
        var before = (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200);
        (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(place.Movie, place.Theater, place.Screen, TimeSpan.FromHours(9)))).Is(201);
        var path = $"/v1/admin/shows/{place.Show}/reschedule";
        (await admin.PostAsync(path, new { startsAt = DateTimeOffset.UtcNow.AddHours(8) })).Refuses(409, "screen-busy");
        (await admin.PostAsync(path, new { startsAt = DateTimeOffset.UtcNow.AddHours(-1) })).Refuses(422, "validation-failed");
        (await admin.PostAsync(path, new { })).Refuses(422, "validation-failed");
        var startsAt = DateTimeOffset.UtcNow.AddHours(30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Equal(startsAt, (await admin.PostAsync(path, new { startsAt })).Is(200).Text("startsAt"));

        var after = (await customer.GetAsync($"/v1/shows/{place.Show}", before.Header("ETag"))).Is(200);
        Assert.Equal(startsAt, after.Text("startsAt"));
        await EventuallyAsync(customer, $"/v1/theaters/{place.Theater}/shows", answer => answer.Body.Contains(startsAt, StringComparison.Ordinal));
        var quote = (await customer.GetAsync($"/v1/bookings/{booking}/refund-quote")).Is(200);
        Assert.Equal((31_770, "show-rescheduled"), (quote.Number("refundable", "amount"), quote.Text("policy", "cause")));
        Assert.Equal("sold", (await customer.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).At("rows")[1].GetProperty("seats")[0].GetProperty("status").GetString());
        Assert.Equal(31_770, (await customer.PostAsync($"/v1/bookings/{booking}/cancellation", new { refundTo = "wallet" })).Is(200).Number("refund", "amount", "amount"));
        Assert.Equal(31_770, (await customer.GetAsync("/v1/me/wallet")).Is(200).Number("balance", "amount"));
    }
}

/// <summary>A refund is stuck after its first try.</summary>
public sealed class RefundProduct(Postgres.PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Refunds:MostTries"] = "1" };
}
