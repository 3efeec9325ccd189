using System.Globalization;
using Marquee.Bookings;
using Marquee.Silo.Reads;
using Marquee.Tests.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Reads;

/// <summary>Reads with a real standby: paused, gone, back, and promoted once the primary is lost.</summary>
[Collection("postgres")]
public sealed class StandbyTests(StandbyProduct product) : IClassFixture<StandbyProduct>
{
    private readonly ReadDatabase _reads = product.Services.GetRequiredService<ReadDatabase>();

    [Fact]
    public async Task A_standby_is_read_while_it_is_there_and_new_enough_and_nothing_depends_on_it()
    {
        var place = await Place.MakeAsync(product, city: "Pune");
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        await UntilAsync(() => Task.FromResult(_reads.Catalogue == _reads.Standby), "The standby is never read.");
        await UntilAsync(async () => (await FindAsync(customer, "film")).Contains(place.Movie), "The standby never has the film.");

        await OnStandbyAsync("SELECT pg_wal_replay_pause()");
        await UntilAsync(async () => (string?)await OnStandbyAsync("SELECT pg_get_wal_replay_pause_state()") == "paused", "The standby is never paused.");
        var hidden = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody("Hidden"))).Is(201).Id;
        await UntilAsync(() => ReadFromStandbyAsync(async () => Assert.Empty(await FindAsync(customer, "hidden"))), "The standby is not read any more.");

        // What is sold and what is paid is never read there, and who has seen a booking never sees less.
        var seen = await BuyAsync(customer, place.Show, "B1");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Refuses(409, "seats-unavailable");
        Assert.Contains("\"B1\",\"category\":\"gold\",\"kind\":\"standard\",\"status\":\"sold\"", (await customer.GetAsync($"/v1/shows/{place.Show}/seats")).Is(200).Body, StringComparison.Ordinal);
        Assert.Equal(33, (await customer.GetAsync($"/v1/shows/{place.Show}")).Is(200).Number("seatsFree"));
        (await customer.PostAsync("/v1/me/wallet/top-ups", new { amount = Place.Inr(500), method = "card" })).Is(201);
        Assert.Equal(500, (await customer.GetAsync("/v1/me/wallet")).Is(200).Number("balance", "amount"));
        Assert.Single((await SeenAsync(customer, "/v1/me/bookings", seen)).At("items").EnumerateArray());
        Assert.Single((await SeenAsync(admin, $"/v1/admin/bookings?showId={place.Show}", seen)).At("items").EnumerateArray());
        Assert.Single((await SeenAsync(admin, Sales, seen)).At("items").EnumerateArray());
        Assert.Equal(0L, await OnStandbyAsync("SELECT count(*) FROM booking_view"));

        var options = product.Services.GetRequiredService<IOptions<ReadsOptions>>().Value;
        options.MostLag = TimeSpan.FromMilliseconds(100);
        await UntilAsync(async () => (await FindAsync(customer, "hidden")).Contains(hidden), "The catalogue is read from a standby that is too late.");
        options.MostLag = TimeSpan.FromMinutes(1);
        await OnStandbyAsync("SELECT pg_wal_replay_resume()");
        await UntilAsync(() => ReadFromStandbyAsync(async () => Assert.Equal([hidden], await FindAsync(customer, "hidden"))), "The standby is not read again.");

        await product.Standby.StopServerAsync();
        for (var times = 0; times < 5; times++) await AllAnswerAsync(admin, customer, hidden, seen);
        await UntilAsync(() => Task.FromResult(_reads.Catalogue == _reads.Primary), "Nobody noticed that the standby is gone.");
        await product.Standby.StartServerAsync();
        await UntilAsync(() => ReadFromStandbyAsync(async () => Assert.Equal([hidden], await FindAsync(customer, "hidden"))), "The standby is not read after it is back.");

        await UntilAsync(async () => (long)(await OnStandbyAsync("SELECT count(*) FROM booking_sale"))! == 1, "The standby does not catch up.");
        await product.Standby.Primary.StopImmediatelyAsync();
        await AllAnswerAsync(admin, customer, hidden, null);
        await OnStandbyAsync("SELECT pg_promote(true)");
        await AllAnswerAsync(admin, customer, hidden, null);
        Assert.Equal(false, await OnStandbyAsync("SELECT pg_is_in_recovery()"));
        await product.Standby.Primary.RestartAsync();
    }

    // The show begins in three hours, and where it does that may be another day than it is by UTC.
    private static readonly string Sales = string.Create(
        CultureInfo.InvariantCulture, $"/v1/admin/reports/sales?groupBy=show&from={DateTime.UtcNow.AddDays(-1):yyyy-MM-dd}&to={DateTime.UtcNow.AddDays(2):yyyy-MM-dd}");

    private async Task AllAnswerAsync(ApiClient admin, ApiClient customer, string movie, string? seen)
    {
        Assert.Equal([movie], await FindAsync(customer, "hidden"));
        foreach (var path in new[] { "/v1/theaters?city=pune", "/v1/cities", "/v1/search/suggestions?q=hid" }) (await customer.GetAsync(path)).Is(200);
        Assert.Equal(1, (await SeenAsync(admin, Sales, seen)).At("items")[0].GetProperty("tickets").GetInt32());
        await SeenAsync(admin, "/v1/admin/reports/occupancy", seen);
        var bookings = await product.Services.GetRequiredService<IGrainFactory>().GetGrain<IBookingQueries>(0).List(new BookingListQuery(null, null, null, 10, null, []));
        Assert.NotEmpty(bookings!.Items);
    }

    /// <summary>True where it was the standby that was asked; the watch may have changed its mind meanwhile.</summary>
    private async Task<bool> ReadFromStandbyAsync(Func<Task> read)
    {
        if (_reads.Catalogue != _reads.Standby) return false;
        try
        {
            await read();
            return _reads.Catalogue == _reads.Standby;
        }
        catch (Xunit.Sdk.XunitException)
        {
            return false;
        }
    }

    private async Task<object?> OnStandbyAsync(string sql)
    {
        await using var standby = product.Standby.Alone(product.Database);
        await using var command = standby.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private static async Task<string> BuyAsync(ApiClient customer, string show, string seat)
    {
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = show, seats = new[] { seat } })).Is(201).Id;
        return (await customer.PostAsync($"/v1/bookings/{booking}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201).Header("Booking-Version")!;
    }

    private static async Task<string[]> FindAsync(ApiClient client, string text) =>
        [.. (await client.GetAsync($"/v1/movies?q={text}")).Is(200).At("items").EnumerateArray().Select(item => item.GetProperty("id").GetString()!)];

    private static async Task<ApiAnswer> SeenAsync(ApiClient client, string path, string? seen)
    {
        ApiAnswer? answer = null;
        await UntilAsync(async () =>
        {
            answer = await client.SendAsync(HttpMethod.Get, path, null, request => { if (seen is not null) request.Headers.Add("Min-Version", seen); });
            // The relay may still be at it, and says so.
            return answer.Status != 409;
        }, "The version never comes.");
        return answer!.Is(200);
    }

    private static async Task UntilAsync(Func<Task<bool>> reached, string otherwise)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); !await reached(); await Task.Delay(20)) Assert.True(DateTime.UtcNow < deadline, otherwise);
    }
}
