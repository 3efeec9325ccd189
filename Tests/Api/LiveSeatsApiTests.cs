using System.Diagnostics.Metrics;
using System.Globalization;
using Marquee.Api.Shows.Live;
using Marquee.Shows;
using Marquee.Tests.Inbox;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Seat maps over HTTP: from memory, and as a stream.</summary>
[Collection("postgres")]
public sealed class LiveSeatsApiTests(Product product) : IClassFixture<Product>
{
    [Fact]
    public async Task A_stream_begins_with_the_map_and_tells_every_change_and_goes_on_where_it_was_left()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var nobody = product.Nobody();
        long snapshot;
        using (var stream = await nobody.StreamAsync($"/v1/shows/{place.Show}/seats/stream"))
        {
            var first = await stream.EventAsync();
            Assert.Equal(("snapshot", place.Show), (first.Name, first.Json.GetProperty("showId").GetString()));
            Assert.Equal(first.Id, first.Json.GetProperty("version").GetInt64());
            Assert.Equal((await nobody.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).Body, first.Data);
            snapshot = first.Id;

            await BookAsync(customer, place, "B1");
            var change = await stream.EventAsync();
            Assert.Equal(("change", "held"), (change.Name, change.StatusOf("B1")));
            Assert.Equal(change.Id, change.Json.GetProperty("version").GetInt64());
            Assert.True(change.Id > snapshot);
        }

        var booking = await BookAsync(customer, place, "B2");
        (await customer.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
        using var again = await nobody.StreamAsync($"/v1/shows/{place.Show}/seats/stream", snapshot);
        var told = new List<string>();
        while (told.Count < 3)
        {
            var change = await again.EventAsync();
            Assert.Equal("change", change.Name);
            told.AddRange(change.Json.GetProperty("seats").EnumerateObject().Select(seat => $"{seat.Name}:{seat.Value}"));
        }

        Assert.Equal(["B1:held", "B2:held", "B2:free"], told);
    }

    [Fact]
    public async Task A_stream_says_that_it_is_still_there_and_its_show_must_exist()
    {
        var place = await Place.MakeAsync(product);
        using var nobody = product.Nobody();
        using var stream = await nobody.StreamAsync($"/v1/shows/{place.Show}/seats/stream");
        await stream.EventAsync();
        Assert.Equal("", (await stream.NextAsync())!.Name);

        (await nobody.GetAsync($"/v1/shows/{Ids.New<ShowId>(TimeProvider.System)}/seats/stream")).Refuses(404, "show-not-found");
        (await nobody.GetAsync("/v1/shows/nonsense/seats/stream")).Refuses(404, "show-not-found");
    }

    [Fact]
    public async Task Who_has_changed_a_seat_sees_it_in_the_next_map()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        for (var seat = 1; seat <= 12; seat++)
        {
            Assert.Equal("free", await StatusAsync(customer, place, $"C{seat}"));
            var booking = await BookAsync(customer, place, $"C{seat}");
            Assert.Equal("held", await StatusAsync(customer, place, $"C{seat}"));
            (await customer.DeleteAsync($"/v1/bookings/{booking}")).Is(204);
            Assert.Equal("free", await StatusAsync(customer, place, $"C{seat}"));
        }

        var paid = await BookAsync(customer, place, "B1");
        (await customer.PostAsync($"/v1/bookings/{paid}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        Assert.Equal("sold", await StatusAsync(customer, place, "B1"));
        (await customer.PostAsync($"/v1/bookings/{paid}/cancellation")).Is(200);
        Assert.Equal("free", await StatusAsync(customer, place, "B1"));
        (await admin.PostAsync($"/v1/admin/shows/{place.Show}/blocks", new { seats = new[] { "B12" }, reason = "broken" })).Is(200);
        Assert.Equal("blocked", await StatusAsync(customer, place, "B12"));
    }

    [Fact]
    public async Task Readers_of_an_unchanged_map_cost_the_show_no_call()
    {
        var place = await Place.MakeAsync(product);
        using var nobody = product.Nobody();
        using var meters = new Meters(product.Services.GetRequiredService<IMeterFactory>(), LiveSeatsMetrics.MeterName);
        var first = (await nobody.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200);
        for (var reads = 0; reads < 200; reads++) Assert.Equal(first.Body, (await nobody.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).Body);
        (await nobody.GetAsync($"/v1/shows/{place.Show}/seats", first.Header("ETag"))).Is(304);
        // Shows are asked again where they have not confirmed a map for long.
        Assert.InRange(meters.Value("marquee.seats.reads show"), 1, 3);
        Assert.InRange(meters.Value("marquee.seats.reads memory"), 199, 201);
        Assert.Equal(first.Header("ETag"), $"\"{first.Number("version").ToString(CultureInfo.InvariantCulture)}\"");
    }

    [Fact]
    public async Task A_deactivated_show_comes_back_with_its_seats_and_tells_those_who_watch()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
        using var stream = await customer.StreamAsync($"/v1/shows/{place.Show}/seats/stream");
        await stream.EventAsync();
        await BookAsync(customer, place, "B1");
        Assert.Equal("held", (await stream.EventAsync()).StatusOf("B1"));

        var before = (await admin.GetAsync($"/v1/admin/grains/shows/{place.Show}")).Is(200);
        Assert.Equal(1, before.Number("watchers"));
        Assert.Equal("B1", before.At("holds")[0].GetProperty("seats")[0].GetString());
        (await admin.PostAsync($"/v1/admin/grains/shows/{place.Show}/deactivation")).Is(202);

        await BookAsync(customer, place, "B2");
        Assert.Equal("held", (await stream.EventAsync()).StatusOf("B2"));
        Assert.Equal("held", await StatusAsync(customer, place, "B1"));
        (await admin.GetAsync($"/v1/admin/grains/shows/{Ids.New<ShowId>(TimeProvider.System)}")).Refuses(404, "show-not-found");
        (await admin.PostAsync($"/v1/admin/grains/shows/{Ids.New<ShowId>(TimeProvider.System)}/deactivation")).Refuses(404, "show-not-found");
    }

    [Fact]
    public async Task An_admin_sees_the_silos_and_what_is_awake_in_them()
    {
        await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        var cluster = (await admin.GetAsync("/v1/admin/cluster")).Is(200);
        var silo = Assert.Single(cluster.At("silos").EnumerateArray());
        Assert.Equal("active", silo.GetProperty("status").GetString());
        Assert.True(silo.GetProperty("activations").GetInt32() > 0);
        Assert.True(cluster.Number("activations", "ShowGrain") > 0);
    }

    private static async Task<string> BookAsync(ApiClient customer, Place place, string seat) =>
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { seat } })).Is(201).Id;

    private static async Task<string?> StatusAsync(ApiClient reader, Place place, string seat) =>
        (await reader.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).At("rows").EnumerateArray().SelectMany(row => row.GetProperty("seats").EnumerateArray())
            .Single(one => one.GetProperty("label").GetString() == seat).GetProperty("status").GetString();
}
