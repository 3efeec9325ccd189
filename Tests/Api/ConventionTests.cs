using Xunit;

namespace Marquee.Tests.Api;

[Collection("postgres")]
public sealed class ConventionTests(Product product) : IClassFixture<Product>
{
    [Theory]
    [InlineData("""{"email":"x@example.test","password":"long enough","name":"X","nmae":"typo"}""", 400, "malformed-request")]
    [InlineData("""{"email":"x@example.test","email":"y@example.test","password":"long enough","name":"X"}""", 400, "malformed-request")]
    [InlineData("""{"email":5,"password":"long enough","name":"X"}""", 400, "malformed-request")]
    [InlineData("""{"Email":"x@example.test"}""", 400, "malformed-request")]
    [InlineData("""{"email":""", 400, "malformed-request")]
    [InlineData("[]", 400, "malformed-request")]
    [InlineData("null", 400, "malformed-request")]
    [InlineData("", 400, "malformed-request")]
    [InlineData("{}", 422, "validation-failed")]
    [InlineData("""{"email":"no address","password":"short","name":""}""", 422, "validation-failed")]
    public async Task What_cannot_be_read_is_400_and_what_can_but_is_wrong_is_422(string body, int status, string code)
    {
        using var nobody = product.Nobody();
        var answer = (await nobody.PostTextAsync("/v1/users", body)).Refuses(status, code);
        if (status == 422) Assert.True(answer.At("errors").EnumerateObject().Any());
    }

    [Fact]
    public async Task What_is_too_large_of_another_type_or_nowhere_is_told_so()
    {
        using var nobody = product.Nobody();
        (await nobody.PostTextAsync("/v1/users", $$"""{"name":"{{new string('x', 70_000)}}"}""")).Refuses(413, "body-too-large");
        (await nobody.PostTextAsync("/v1/users", "name=x", "application/x-www-form-urlencoded")).Refuses(415, "unsupported-media-type");
        (await nobody.GetAsync("/v1/nothing")).Refuses(404, "not-found");
        (await nobody.DeleteAsync("/v1/movies")).Refuses(405, "method-not-allowed");
    }

    [Theory]
    [InlineData("/v1/movies?limit=0")]
    [InlineData("/v1/movies?limit=101")]
    [InlineData("/v1/movies?limit=ten")]
    [InlineData("/v1/movies?cursor=%00%ff!")]
    public async Task A_page_that_cannot_be_is_refused(string path)
    {
        using var nobody = product.Nobody();
        (await nobody.GetAsync(path)).Refuses(400, "malformed-request");
    }

    [Theory]
    [InlineData("/v1/movies?near=here")]
    [InlineData("/v1/movies?near=91,0")]
    [InlineData("/v1/theaters?near=1,1&radiusKm=-5")]
    [InlineData("/v1/movies?date=24.11.2026")]
    public async Task A_filter_that_makes_no_sense_is_refused(string path)
    {
        using var nobody = product.Nobody();
        (await nobody.GetAsync(path)).Refuses(422, "validation-failed");
    }

    [Fact]
    public async Task A_client_that_has_it_already_is_spared_the_body()
    {
        var place = await Place.MakeAsync(product);
        using var customer = await product.CustomerAsync();
        foreach (var path in new[]
        {
            $"/v1/movies/{place.Movie}", $"/v1/theaters/{place.Theater}", $"/v1/shows/{place.Show}", $"/v1/shows/{place.Show}/seats", "/v1/movies", "/v1/theaters", "/v1/cities",
            $"/v1/movies/{place.Movie}/shows", $"/v1/theaters/{place.Theater}/shows",
        })
        {
            var first = (await customer.GetAsync(path)).Is(200);
            Assert.NotNull(first.Header("Cache-Control"));
            Assert.Equal("", (await customer.GetAsync(path, first.Header("ETag"))).Is(304).Body);
            (await customer.GetAsync(path, "\"other\"")).Is(200);
        }

        var before = await customer.GetAsync($"/v1/shows/{place.Show}/seats");
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201);
        (await customer.GetAsync($"/v1/shows/{place.Show}/seats", before.Header("ETag"))).Is(200);
    }

    [Fact]
    public async Task A_stale_write_is_refused_and_loses_nothing()
    {
        using var admin = await product.AdminAsync();
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody("First"))).Is(201);
        var path = $"/v1/admin/movies/{movie.Id}";
        (await admin.PutAsync(path, Place.MovieBody("Second"), movie.Header("ETag"))).Is(200);
        (await admin.PutAsync(path, Place.MovieBody("Third"), movie.Header("ETag"))).Refuses(412, "stale-version");
        Assert.Equal("Second", (await admin.GetAsync($"/v1/movies/{movie.Id}")).Text("title"));
        (await admin.DeleteAsync(path)).Is(204);
        (await admin.GetAsync($"/v1/movies/{movie.Id}")).Refuses(404, "movie-not-found");
    }

    [Fact]
    public async Task Shows_are_found_by_place_and_day()
    {
        var place = await Place.MakeAsync(product, city: "Pune");
        using var nobody = product.Nobody();
        var shows = (await nobody.GetAsync($"/v1/movies/{place.Movie}/shows?near=19.0,72.9&radiusKm=50")).Is(200).At("items");
        Assert.Equal(place.Show, shows[0].GetProperty("shows")[0].GetProperty("id").GetString());
        Assert.InRange(shows[0].GetProperty("distanceKm").GetDouble(), 5, 15);
        var day = shows[0].GetProperty("shows")[0].GetProperty("date").GetString();
        Assert.Single((await nobody.GetAsync($"/v1/theaters/{place.Theater}/shows?date={day}")).At("items").EnumerateArray());
        Assert.Empty((await nobody.GetAsync($"/v1/theaters/{place.Theater}/shows?date=2020-01-01")).At("items").EnumerateArray());
        Assert.Contains("Pune", (await nobody.GetAsync("/v1/cities")).Body, StringComparison.Ordinal);
        Assert.Contains(place.Movie, (await nobody.GetAsync("/v1/movies?city=pune")).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(place.Movie, (await nobody.GetAsync("/v1/movies?city=Nowhere")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clashing_show_is_named_cleaning_time_included()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        var clash = (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(place.Movie, place.Theater, place.Screen, TimeSpan.FromHours(5) + TimeSpan.FromMinutes(10)))).Refuses(409, "screen-busy");
        Assert.Contains(place.Show, clash.Body, StringComparison.Ordinal);
        (await admin.PostAsync("/v1/admin/shows", Place.ShowBody(place.Movie, place.Theater, place.Screen, TimeSpan.FromHours(5) + TimeSpan.FromMinutes(16)))).Is(201);
    }

    [Fact]
    public async Task Seats_taken_off_sale_cannot_be_booked_until_they_are_back()
    {
        var place = await Place.MakeAsync(product);
        using var admin = await product.AdminAsync();
        using var customer = await product.CustomerAsync();
        var blocks = $"/v1/admin/shows/{place.Show}/blocks";
        (await admin.PostAsync(blocks, new { seats = new[] { "B1", "B2" }, reason = "broken" })).Is(200);
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Refuses(409, "seats-unavailable");
        (await admin.DeleteAsync(blocks, new { seats = new[] { "B1" } })).Is(204);
        (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201);
        (await admin.PostAsync(blocks, new { seats = new[] { "B1" }, reason = "broken" })).Refuses(409, "seats-unavailable");
        (await admin.DeleteAsync($"/v1/admin/shows/{place.Show}")).Refuses(409, "show-has-bookings");
    }

    [Fact]
    public async Task The_contract_can_be_read_and_tried_and_the_process_watched()
    {
        using var nobody = product.Nobody();
        Assert.StartsWith("3.", (await nobody.GetAsync("/openapi/v1.json")).Is(200).Text("openapi"), StringComparison.Ordinal);
        Assert.Contains("<html", (await nobody.GetAsync("/docs/")).Is(200).Body, StringComparison.OrdinalIgnoreCase);
        (await nobody.GetAsync("/health/live")).Is(200);
        (await nobody.GetAsync("/health/ready")).Is(200);
        Assert.Contains("ES256", (await nobody.GetAsync("/.well-known/jwks.json")).Is(200).Body, StringComparison.Ordinal);
    }
}
