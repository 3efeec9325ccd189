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
}
