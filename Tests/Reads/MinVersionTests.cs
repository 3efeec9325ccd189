using System.Globalization;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Reads;

/// <summary>Who waits for a version does not wait long.</summary>
public sealed class ImpatientReads(PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new(base.Settings) { ["Reads:VersionPatience"] = "00:00:00.3" };
}

/// <summary>A reader that has seen a version of a booking gets that one or a later one, or is told that it is not there yet.</summary>
[Collection("postgres")]
public sealed class MinVersionTests(ImpatientReads product) : IClassFixture<ImpatientReads>
{
    private const string Seen = "Min-Version";
    private const string Told = "Booking-Version";

    [Fact]
    public async Task Every_change_tells_its_version_and_lists_have_it()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var booked = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1", "B2" } })).Is(201);
        Assert.Equal($"{booked.Id}:1", booked.Header(Told));
        var paid = (await customer.PostAsync($"/v1/bookings/{booked.Id}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        Assert.Equal($"{booked.Id}:2", paid.Header(Told));
        var canceled = (await customer.PostAsync($"/v1/bookings/{booked.Id}/cancellation", new { seats = new[] { "B1" } })).Is(200);
        var version = VersionOf(canceled);
        var refunded = (await admin.PostAsync($"/v1/admin/bookings/{booked.Id}/refunds", new { amount = Place.Inr(1), reason = "sorry" })).Is(201);
        Assert.True(VersionOf(refunded) > version);
        Assert.Equal(refunded.Header(Told), (await customer.GetAsync($"/v1/bookings/{booked.Id}")).Is(200).Header(Told));
        var other = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B3" } })).Is(201);
        (await customer.DeleteAsync($"/v1/bookings/{other.Id}")).Is(204);
        var given = await customer.GetAsync($"/v1/bookings/{other.Id}");
        Assert.Equal(2, VersionOf(given));

        var seen = $"{refunded.Header(Told)}, {given.Header(Told)}";
        var mine = await UntilThereAsync(() => ListAsync(customer, "/v1/me/bookings", seen));
        Assert.Equal([other.Id, booked.Id], mine.At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()));
        await UntilThereAsync(() => ListAsync(admin, $"/v1/admin/bookings?showId={place.Show}", seen));
        await UntilThereAsync(() => ListAsync(admin, "/v1/admin/reports/sales", seen));
        await UntilThereAsync(() => ListAsync(admin, "/v1/admin/reports/occupancy", seen));
    }

    [Fact]
    public async Task A_seat_that_is_given_back_for_nothing_is_a_version_too()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "C1", "C2" } })).Is(201);
        (await customer.PostAsync($"/v1/bookings/{booking.Id}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        (await admin.PostAsync($"/v1/admin/bookings/{booking.Id}/refunds", new { amount = Place.Inr(booking.Number("price", "total", "amount")), reason = "sorry" })).Is(201);
        var canceled = (await customer.PostAsync($"/v1/bookings/{booking.Id}/cancellation", new { seats = new[] { "C1" } })).Is(200);
        Assert.Equal(0, canceled.Number("refund", "amount", "amount"));

        Assert.Single((await UntilThereAsync(() => ListAsync(customer, "/v1/me/bookings", canceled.Header(Told)))).At("items").EnumerateArray());
    }

    [Fact]
    public async Task While_events_are_held_up_nothing_older_is_shown_instead()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        string seen;
        await using (await product.HoldAsync("LOCK TABLE booking_view IN SHARE MODE"))
        {
            seen = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "A1" } })).Is(201).Header(Told)!;
            Assert.Equal("1", (await ListAsync(customer, "/v1/me/bookings", seen)).Refuses(409, "version-not-reached").Header("Retry-After"));
            (await ListAsync(admin, "/v1/admin/bookings", seen)).Refuses(409, "version-not-reached");
            (await ListAsync(admin, "/v1/admin/reports/sales", seen)).Refuses(409, "version-not-reached");
            (await ListAsync(admin, "/v1/admin/reports/occupancy", seen)).Refuses(409, "version-not-reached");
            Assert.Empty((await ListAsync(customer, "/v1/me/bookings", null)).Is(200).At("items").EnumerateArray());
        }

        Assert.Single((await UntilThereAsync(() => ListAsync(customer, "/v1/me/bookings", seen))).At("items").EnumerateArray());
        // Nor is anything told of a booking that is somebody else's, or of none.
        using var other = await product.CustomerAsync();
        (await ListAsync(other, "/v1/me/bookings", seen)).Refuses(409, "version-not-reached");
    }

    [Theory]
    [InlineData("3")]
    [InlineData("bkg_1:1")]
    [InlineData("{booking}:0")]
    [InlineData("{booking}:-1")]
    [InlineData("{booking}:99999999999")]
    [InlineData("{booking}:1,")]
    [InlineData("{booking}")]
    public async Task What_is_no_version_is_refused(string given)
    {
        using var customer = await product.CustomerAsync();
        var booking = Ids.New<BookingId>(TimeProvider.System).ToString();
        (await ListAsync(customer, "/v1/me/bookings", given.Replace("{booking}", booking, StringComparison.Ordinal))).Refuses(400, "malformed-request");
        (await ListAsync(customer, "/v1/me/bookings", string.Join(',', Enumerable.Repeat($"{booking}:1", 21)))).Refuses(400, "malformed-request");
    }

    private static int VersionOf(ApiAnswer answer) => int.Parse(answer.Header(Told)!.Split(':')[1], CultureInfo.InvariantCulture);

    private static Task<ApiAnswer> ListAsync(ApiClient client, string path, string? seen) =>
        client.SendAsync(HttpMethod.Get, path, null, request => { if (seen is not null) request.Headers.Add(Seen, seen); });

    private static async Task<ApiAnswer> UntilThereAsync(Func<Task<ApiAnswer>> ask)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            var answer = await ask();
            if (answer.Status != 409 || DateTime.UtcNow > deadline) return answer.Is(200);
        }
    }
}
