using System.Net.Http.Headers;
using System.Text;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>What once broke, or would without its guard: each found by sending things that nobody sends by mistake.</summary>
[Collection("postgres")]
public sealed class OddRequestTests(Product product) : IClassFixture<Product>
{
    [Theory]
    [InlineData("utf-7")]
    [InlineData("utf-16")]
    [InlineData("nonsense")]
    public async Task A_body_in_another_encoding_than_utf_8_is_refused(string charset)
    {
        using var nobody = product.Nobody();
        var body = new ByteArrayContent(Encoding.UTF8.GetBytes("{}"));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json", charset);
        (await nobody.SendAsync(HttpMethod.Post, "/v1/users", body, _ => { })).Refuses(415, "unsupported-media-type");
        (await nobody.PostTextAsync("/v1/users", "{}")).Refuses(422, "validation-failed");
    }

    [Theory]
    [InlineData("%20")]
    [InlineData("%C2%85")]
    [InlineData("Sandbox")]
    [InlineData("other")]
    public async Task A_payment_provider_that_cannot_be_is_not_found(string provider)
    {
        using var nobody = product.Nobody();
        (await nobody.PostTextAsync($"/v1/webhooks/payments/{provider}", "{}")).Refuses(404, "payment-provider-not-found");
    }

    [Theory]
    [InlineData("1e400", 422, "validation-failed")]
    [InlineData("-1e400", 422, "validation-failed")]
    [InlineData("\"NaN\"", 400, "malformed-request")]
    public async Task A_number_that_is_read_as_infinite_is_refused(string latitude, int status, string code)
    {
        using var admin = await product.AdminAsync();
        var theater = $$"""{"name":"A","city":"B","address":"C","location":{"lat":{{latitude}},"lon":0},"timeZone":"Asia/Kolkata"}""";
        (await admin.PostTextAsync("/v1/admin/theaters", theater)).Refuses(status, code);
    }

    /// <summary>A request is written again to tell it from others with its key, and half a surrogate pair cannot be written.</summary>
    [Theory]
    [InlineData("""{"a":"\ud800"}""", 422, "validation-failed")]
    [InlineData("""{"a":"\u0000"}""", 422, "validation-failed")]
    [InlineData("""{"a":1e400}""", 422, "validation-failed")]
    [InlineData("""{"\ud800":1}""", 400, "malformed-request")]
    public async Task Attributes_that_cannot_be_kept_are_refused(string attributes, int status, string code)
    {
        using var admin = await product.AdminAsync();
        var movie = $$"""{"title":"A","languages":["hi"],"genres":[],"durationMinutes":90,"attributes":{{attributes}}}""";
        (await admin.PostTextAsync("/v1/admin/movies", movie)).Refuses(status, code);
    }

    [Fact]
    public async Task Attributes_with_bytes_that_are_no_text_are_refused()
    {
        using var admin = await product.AdminAsync();
        foreach (var attributes in new[] { "{\"a\":\"\u00ff\"}", "{\"\u00ff\":1}", "{\"a\":[{\"b\":\"\u00e2\u0082\"}]}" })
        {
            var movie = $$"""{"title":"A","languages":["hi"],"genres":[],"durationMinutes":90,"attributes":{{attributes}}}""";
            var body = new ByteArrayContent(Encoding.Latin1.GetBytes(movie));
            body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            Assert.Contains((await admin.SendAsync(HttpMethod.Post, "/v1/admin/movies", body, _ => { })).Status, new[] { 400, 422 });
        }
    }

    [Theory]
    [InlineData("/v1/movies?cursor=bW92X3wA")]
    [InlineData("/v1/movies?cursor=AHw")]
    [InlineData("/v1/theaters?cursor=AHw")]
    [InlineData("/v1/theaters?near=1,1&cursor=eHxOYU4")]
    public async Task A_cursor_that_points_nowhere_finds_nothing_or_is_refused(string path)
    {
        using var nobody = product.Nobody();
        Assert.Contains((await nobody.GetAsync(path)).Status, new[] { 200, 400 });
    }
}
