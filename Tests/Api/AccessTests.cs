using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Every endpoint tried as nobody, as another customer and as a customer where an admin is asked for.</summary>
[Collection("postgres")]
public sealed class AccessTests(Product product) : IClassFixture<Product>
{
    public static TheoryData<string, string> AdminsAlone => new()
    {
        { "POST", "/v1/admin/movies" }, { "PUT", "/v1/admin/movies/mov_00000000000000000000000000" }, { "DELETE", "/v1/admin/movies/mov_00000000000000000000000000" },
        { "POST", "/v1/admin/theaters" }, { "PUT", "/v1/admin/theaters/thr_00000000000000000000000000" }, { "DELETE", "/v1/admin/theaters/thr_00000000000000000000000000" },
        { "POST", "/v1/admin/theaters/thr_00000000000000000000000000/screens" }, { "DELETE", "/v1/admin/theaters/thr_00000000000000000000000000/screens/scr_00000000000000000000000000" },
        { "POST", "/v1/admin/shows" }, { "DELETE", "/v1/admin/shows/shw_00000000000000000000000000" },
        { "POST", "/v1/admin/shows/shw_00000000000000000000000000/blocks" }, { "DELETE", "/v1/admin/shows/shw_00000000000000000000000000/blocks" },
        { "PUT", "/v1/admin/users/usr_00000000000000000000000000/role" },
    };

    public static TheoryData<string, string> SignedInAlone => new()
    {
        { "GET", "/v1/me" }, { "PATCH", "/v1/me" }, { "DELETE", "/v1/me" }, { "POST", "/v1/me/password" }, { "GET", "/v1/me/export" },
        { "GET", "/v1/me/bookings" }, { "GET", "/v1/me/wallet" }, { "POST", "/v1/me/wallet/top-ups" }, { "POST", "/v1/bookings" },
        { "GET", "/v1/bookings/bkg_00000000000000000000000000" }, { "DELETE", "/v1/bookings/bkg_00000000000000000000000000" },
        { "POST", "/v1/bookings/bkg_00000000000000000000000000/payments" },
    };

    [Theory]
    [MemberData(nameof(AdminsAlone))]
    public async Task What_admins_do_nobody_else_does(string method, string path)
    {
        using var nobody = product.Nobody();
        (await nobody.SendAsync(new HttpMethod(method), path, null, _ => { })).Refuses(401, "unauthorized");
        using var customer = await product.CustomerAsync();
        (await customer.SendAsync(new HttpMethod(method), path, null, _ => { })).Refuses(403, "forbidden");
    }

    [Theory]
    [MemberData(nameof(SignedInAlone))]
    public async Task What_needs_a_customer_is_refused_to_nobody_and_to_a_forged_token(string method, string path)
    {
        using var nobody = product.Nobody();
        (await nobody.SendAsync(new HttpMethod(method), path, null, _ => { })).Refuses(401, "unauthorized");
        using var customer = await product.CustomerAsync();
        nobody.Token = customer.Token![..^6] + "AAAAAA";
        (await nobody.SendAsync(new HttpMethod(method), path, null, _ => { })).Refuses(401, "unauthorized");
    }

    /// <summary>The lists above name every endpoint that needs somebody: one that is added and forgotten here fails this test.</summary>
    [Fact]
    public async Task Every_endpoint_of_the_description_that_needs_a_token_is_tried()
    {
        using var nobody = product.Nobody();
        var paths = (await nobody.GetAsync("/openapi/v1.json")).Is(200).At("paths");
        var open = new[]
        {
            "/v1/users", "/v1/sessions", "/v1/sessions/refresh", "/v1/sessions/logout", "/v1/webhooks/payments/{provider}", "/.well-known/jwks.json",
            "/v1/movies", "/v1/movies/{id}", "/v1/movies/{id}/shows", "/v1/theaters", "/v1/theaters/{id}", "/v1/theaters/{id}/shows",
            "/v1/theaters/{id}/screens/{screenId}", "/v1/cities", "/v1/shows/{id}", "/v1/shows/{id}/seats",
        };
        var tried = AdminsAlone.Concat(SignedInAlone).Select(row => $"{row[0]} {Template((string)row[1])}").ToHashSet();
        tried.Add("PUT /v1/admin/theaters/{}/screens/{}");
        foreach (var path in paths.EnumerateObject().Where(path => !open.Contains(path.Name)))
            foreach (var method in path.Value.EnumerateObject())
                Assert.Contains($"{method.Name.ToUpperInvariant()} {Template(path.Name)}", tried);
    }

    [Fact]
    public async Task Another_customers_booking_is_not_there()
    {
        var place = await Place.MakeAsync(product);
        using var owner = await product.CustomerAsync();
        using var other = await product.CustomerAsync();
        using var admin = await product.AdminAsync();
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
        using var nobody = product.Nobody();
        (await nobody.PostTextAsync("/v1/webhooks/payments/sandbox", """{"id":"x"}""")).Refuses(400, "bad-signature");
        (await nobody.PostTextAsync("/v1/webhooks/payments/other", "{}")).Refuses(404, "payment-provider-not-found");
    }

    private static string Template(string path) => System.Text.RegularExpressions.Regex.Replace(path, "(\\{[^}]*\\}|[a-z]{3}_0{26})", "{}");
}
