using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Every operation tried as its owner, another customer, staff, an admin, nobody, and with a forged token; see <see cref="AccessTable"/>.</summary>
[Collection("postgres")]
public sealed partial class AccessTests(AccessHouse house) : IClassFixture<AccessHouse>
{
    public static TheoryData<Access> Operations => [.. AccessTable.Rows];

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Everybody_gets_what_the_table_says(Access access)
    {
        await house.MadeAsync();
        using var nobody = house.Nobody();
        // Who is refused comes first, so that the owner's good answer shows that nothing has happened to the thing.
        foreach (var (caller, expected) in new[] { (nobody, access.Nobody), (house.Other, access.Other), (house.Staff, access.Staff ?? access.Other), (house.Admin, access.Admin), (house.Owner, access.Owner) })
            Check(expected, await SendAsync(access, caller));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_forged_token_is_as_good_as_none(Access access)
    {
        await house.MadeAsync();
        using var forger = house.Nobody();
        forger.Token = house.Admin.Token![..^6] + "AAAAAA";
        Check(access.Nobody, await SendAsync(access, forger));
    }

    [Fact]
    public async Task The_table_has_every_operation_of_the_description_and_no_other()
    {
        using var nobody = house.Nobody();
        var paths = (await nobody.GetAsync("/openapi/v1.json")).Is(200).At("paths");
        var described = from path in paths.EnumerateObject() from method in path.Value.EnumerateObject() select $"{method.Name.ToUpperInvariant()} {path.Name}";
        Assert.Equal(described.Order(), AccessTable.Rows.Select(row => row.Operation).Order());
    }

    [Fact]
    public async Task Another_customers_booking_is_not_there()
    {
        var place = await Place.MakeAsync(house);
        using var owner = await house.CustomerAsync();
        using var other = await house.CustomerAsync();
        using var admin = await house.AdminAsync();
        var booking = (await owner.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        foreach (var stranger in new[] { other, admin })
        {
            (await stranger.GetAsync($"/v1/bookings/{booking}")).Refuses(404, "booking-not-found");
            (await stranger.DeleteAsync($"/v1/bookings/{booking}")).Refuses(404, "booking-not-found");
            (await stranger.PostAsync($"/v1/bookings/{booking}/payments", new { method = "wallet" })).Refuses(404, "booking-not-found");
        }

        Assert.Equal("pending", (await owner.GetAsync($"/v1/bookings/{booking}")).Text("status"));
    }

    [Fact]
    public async Task A_webhook_that_nobody_signed_is_refused()
    {
        using var nobody = house.Nobody();
        (await nobody.PostTextAsync("/v1/webhooks/payments/sandbox", """{"id":"x"}""")).Refuses(400, "bad-signature");
        (await nobody.PostTextAsync("/v1/webhooks/payments/other", "{}")).Refuses(404, "payment-provider-not-found");
    }

    private static void Check(string expected, ApiAnswer answer)
    {
        var status = int.Parse(expected.AsSpan(0, 3), CultureInfo.InvariantCulture);
        if (expected.Length > 3) answer.Refuses(status, expected[4..]);
        else answer.Is(status);
    }

    private async Task<ApiAnswer> SendAsync(Access access, ApiClient caller)
    {
        var (method, path) = (access.Operation.Split(' ')[0], access.Operation.Split(' ')[1]);
        foreach (var id in access.Ids) path = Parameter().Replace(path, house.Fill($"{{{id}}}"), 1);
        var body = access.Body is null ? null : new StringContent(house.Fill(access.Body), Encoding.UTF8, access.Type);
        return await caller.SendAsync(new HttpMethod(method), path, body, _ => { });
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
