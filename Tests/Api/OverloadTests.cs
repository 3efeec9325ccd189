using System.Text;
using Marquee.Tests.Faults;
using Marquee.Tests.Hostile;
using Marquee.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>The product with little room, and nobody waits for it.</summary>
public sealed class NarrowProduct(PostgresFixture postgres) : Product(postgres)
{
    public const int AtOnce = 4;

    /// <summary>Says that it is under way, and is so until its client goes.</summary>
    public const string Stay = "/v1/stay";

    protected override void MapMore(WebApplication app) => app.MapGet(Stay, async (HttpContext http) =>
    {
        await http.Response.Body.FlushAsync();
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    }).AllowAnonymous();

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Limits:AtOnce"] = $"{AtOnce}", ["Limits:Waiting"] = "0",
        ["LiveSeats:MostStreams"] = "1", ["LiveSeats:MostShows"] = "1", ["Shows:MostWaiting"] = "1", ["Shows:MostWaitingInSilo"] = "2",
    };
}

/// <summary>More than fits is sent away at once and with nothing done, and those who are in are served.</summary>
[Collection("postgres")]
public sealed class OverloadTests(NarrowProduct product) : IClassFixture<NarrowProduct>
{
    [Fact]
    public async Task Past_the_requests_that_fit_a_client_is_told_to_come_back_and_is_served_when_it_does()
    {
        using var nobody = product.Nobody();
        var under = new List<RawConnection>();
        for (var i = 0; i < NarrowProduct.AtOnce; i++) under.Add(await StayAsync());
        var refused = await UntilAsync(() => nobody.GetAsync("/v1/cities"), 503);
        refused.Refuses(503, "overloaded");
        Assert.Equal("1", refused.Header("Retry-After"));
        Assert.NotEmpty(refused.At("traceId").GetString()!);
        // Before it is asked who may do that, which costs more than to send somebody away.
        (await nobody.GetAsync("/v1/me/bookings")).Refuses(503, "overloaded");
        Assert.Equal("live", (await nobody.GetAsync("/health/live")).Is(200).Body);

        foreach (var one in under) one.Dispose();
        await UntilAsync(() => nobody.GetAsync("/v1/cities"), 200);
    }

    [Fact]
    public async Task Those_who_send_slowly_keep_nobody_out()
    {
        using var nobody = product.Nobody();
        var slow = new List<RawConnection>();
        for (var i = 0; i < 4 * NarrowProduct.AtOnce; i++) slow.Add(await HalfSentAsync());
        for (var tries = 0; tries < 40; tries++, await Task.Delay(25)) (await nobody.GetAsync("/v1/cities")).Is(200);
        foreach (var one in slow) one.Dispose();

        async Task<RawConnection> HalfSentAsync()
        {
            var connection = await RawConnection.OpenAsync(product.Url);
            await connection.Socket.SendAsync(Encoding.ASCII.GetBytes($"POST /v1/sessions HTTP/1.1\r\nHost: {product.Url.Authority}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{{"));
            return connection;
        }
    }

    [Fact]
    public async Task Who_has_seats_already_can_pay_for_them_where_others_are_sent_away()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(100_000), method = "card" })).Is(201);
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        var under = new List<RawConnection>();
        for (var i = 0; i < NarrowProduct.AtOnce; i++) under.Add(await StayAsync());
        await UntilAsync(() => customer.GetAsync("/v1/me/bookings"), 503);

        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B2" } })).Refuses(503, "overloaded");
        (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Is(201);
        (await customer.GetAsync($"/v1/bookings/{booking}")).Is(200);
        foreach (var one in under) one.Dispose();
    }

    [Fact]
    public async Task Past_the_holds_that_may_wait_for_a_show_nothing_is_held_and_other_shows_go_on()
    {
        var (full, other) = (await Place.MakeAsync(product), await Place.MakeAsync(product));
        using var first = await product.CustomerAsync();
        using var second = await product.CustomerAsync();
        var (seats, key) = (new { showId = full.Show, seats = new[] { "B1" } }, "the-same-again");
        await using var stalled = await StalledWrite.PrepareAsync(product.Database, "show/show-seats", 1);
        var waiting = first.PostAsync("/v1/bookings", seats);
        await stalled.ReachedAsync();

        var refused = await second.PostAsync("/v1/bookings", new { showId = full.Show, seats = new[] { "B2" } }, key);
        refused.Refuses(503, "overloaded");
        Assert.Equal("1", refused.Header("Retry-After"));

        await stalled.ReleaseAsync(lands: true);
        (await waiting).Is(201);
        (await second.PostAsync("/v1/bookings", new { showId = full.Show, seats = new[] { "B2" } }, key)).Is(201);
        (await second.PostAsync("/v1/bookings", new { showId = other.Show, seats = new[] { "B2" } })).Is(201);
    }

    [Fact]
    public async Task Past_the_holds_that_may_wait_in_a_silo_every_show_of_it_sends_away_until_there_is_room()
    {
        var places = new[] { await Place.MakeAsync(product), await Place.MakeAsync(product), await Place.MakeAsync(product) };
        using var customer = await product.CustomerAsync();
        await using var stalled = await StalledWrite.PrepareAsync(product.Database, "show/show-seats", 1);
        var first = HoldAsync(places[0]);
        await stalled.ReachedAsync();
        // There is room for two: whichever comes second waits too, and the other is sent away.
        List<Task<ApiAnswer>> others = [HoldAsync(places[1]), HoldAsync(places[2])];
        var refused = await Task.WhenAny(others);
        (await refused).Refuses(503, "overloaded");
        others.Remove(refused);
        Assert.False(first.IsCompleted || others[0].IsCompleted);

        await stalled.ReleaseAsync(lands: true);
        (await first).Is(201);
        (await others[0]).Is(201);
        foreach (var place in places[1..]) (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B2" } })).Is(201);

        Task<ApiAnswer> HoldAsync(Place place) => customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } });
    }

    [Fact]
    public async Task Past_the_streams_that_can_be_fed_a_browser_is_told_to_come_back_and_maps_that_are_not_kept_are_right_all_the_same()
    {
        var (place, other) = (await Place.MakeAsync(product), await Place.MakeAsync(product));
        using var customer = await product.CustomerAsync();
        using (var stream = await customer.StreamAsync($"/v1/shows/{place.Show}/seats/stream"))
        {
            await stream.EventAsync();
            (await customer.GetAsync($"/v1/shows/{place.Show}/seats/stream")).Refuses(503, "overloaded");
            // There is room for one map, and this is another one's.
            Assert.Contains("\"free\"", (await customer.GetAsync($"/v1/shows/{other.Show}/seats")).Is(200).Body, StringComparison.Ordinal);
            (await customer.PostAsync("/v1/bookings", new { showId = other.Show, seats = new[] { "B1" } })).Is(201);
            Assert.Contains("\"held\"", (await customer.GetAsync($"/v1/shows/{other.Show}/seats")).Is(200).Body, StringComparison.Ordinal);
        }

        await UntilAsync(() => customer.GetAsync($"/v1/shows/{place.Show}/seats/stream"), 200);
    }

    private async Task<RawConnection> StayAsync()
    {
        // A request that was answered may be under way for a moment more.
        for (var tries = 0; tries < 600; tries++, await Task.Delay(50))
        {
            var connection = await RawConnection.OpenAsync(product.Url);
            await connection.Socket.SendAsync(Encoding.ASCII.GetBytes($"GET {NarrowProduct.Stay} HTTP/1.1\r\nHost: {product.Url.Authority}\r\n\r\n"));
            var answer = new byte[1_024];
            var read = await connection.Socket.ReceiveAsync(answer);
            if (Encoding.ASCII.GetString(answer, 0, read).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)) return connection;
            connection.Dispose();
        }

        throw new TimeoutException("There was never room for it.");
    }

    /// <summary>The server hears of connections when it comes to them.</summary>
    private static async Task<ApiAnswer> UntilAsync(Func<Task<ApiAnswer>> ask, int status)
    {
        var answer = await ask();
        for (var tries = 0; tries < 600 && answer.Status != status; tries++)
        {
            await Task.Delay(50);
            answer = await ask();
        }

        return answer.Is(status);
    }
}
