using System.Text.Json;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>A product at which a hundred customers can register within a second, and ask all at once.</summary>
public sealed class CrowdedProduct(PostgresFixture postgres) : Product(postgres)
{
    protected override Dictionary<string, string?> Settings => new()
    {
        ["Accounts:HashMemoryKiB"] = "8", ["Accounts:HashIterations"] = "1",
        ["Limits:AddressPerSecond"] = "100000", ["Limits:AddressBurst"] = "100000",
    };
}

/// <summary>The whole way from the request to the database and back.</summary>
[Collection("postgres")]
public sealed class OneSeatApiTests(CrowdedProduct product) : IClassFixture<CrowdedProduct>
{
    private const int Customers = 100;

    [Fact]
    public async Task Of_a_hundred_requests_for_one_seat_one_is_created_and_all_others_are_told_that_it_is_gone()
    {
        var place = await Place.MakeAsync(product);
        var customers = await Task.WhenAll(Enumerable.Range(0, Customers).Select(_ => product.CustomerAsync()));
        var answers = await Task.WhenAll(customers.Select(customer =>
            customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } }, Guid.NewGuid().ToString())));

        Assert.Empty(Verdict.Contradictions([.. answers.Select(ToldIn)], await SeenAsync(customers[0], place.Show)));
        Assert.Equal((1, Customers - 1), (answers.Count(answer => answer.Status == 201), answers.Count(answer => answer.Status == 409)));

        var winner = Array.FindIndex(answers, answer => answer.Status == 201);
        (await customers[winner].PostAsync($"/v1/bookings/{answers[winner].Id}/payments", new { method = "card", card = new { token = "tok_success" } })).Is(201);
        var confirmed = await Task.WhenAll(customers.Select(async customer => (await customer.GetAsync("/v1/me/bookings")).Is(200).At("items").EnumerateArray().ToList()));
        Assert.Equal(("confirmed", answers[winner].Id), Assert.Single(confirmed.SelectMany(mine => mine.Select(NameOf))));
        foreach (var customer in customers) customer.Dispose();
    }

    private static (string? Status, string? Id) NameOf(JsonElement booking) => (booking.GetProperty("status").GetString(), booking.GetProperty("id").GetString());

    private static Told ToldIn(ApiAnswer answer) => answer.Status switch
    {
        201 => new Told(Told.Held, ["B1"], 1, [.. answer.At("seats").EnumerateArray().Select(seat => seat.GetProperty("label").GetString()!)]),
        409 when answer.Text("code") == "seats-unavailable" => new Told(Told.Refused, ["B1"], 1, []),
        _ => new Told(answer.Body, ["B1"], 1, []),
    };

    private static async Task<List<SeenSeat>> SeenAsync(ApiClient client, string show) =>
    [
        .. from row in (await client.GetAsync($"/v1/shows/{show}/seats")).Is(200).At("rows").EnumerateArray()
           from seat in row.GetProperty("seats").EnumerateArray()
           select new SeenSeat(row.GetProperty("label").GetString()!, seat.GetProperty("label").GetString()!, seat.GetProperty("status").GetString() == "free"),
    ];
}
