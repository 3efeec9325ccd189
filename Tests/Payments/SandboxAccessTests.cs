using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marquee.Tests.Postgres;
using Xunit;
using static Marquee.Tests.Payments.SandboxFixture;

namespace Marquee.Tests.Payments;

[Collection("postgres")]
public sealed class SandboxAccessTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("POST", "charges")]
    [InlineData("GET", "charges/x")]
    [InlineData("POST", "charges/x/cancel")]
    [InlineData("POST", "refunds")]
    [InlineData("GET", "refunds/x")]
    [InlineData("GET", "faults")]
    [InlineData("PUT", "faults")]
    public async Task Nobody_gets_in_without_the_key(string method, string path)
    {
        using var stranger = new HttpClient { BaseAddress = new(sandbox.Sandbox.Address, "/sandbox-payments/v1/") };
        foreach (var authorization in (string?[])[null, "Bearer", "Bearer ", "Bearer wrong", $"Bearer {SandboxHost.Key}x", $"Basic {SandboxHost.Key}"])
        {
            using var request = new HttpRequestMessage(new(method), path);
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
            if (method is "POST" or "PUT") request.Content = new StringContent("not json", Encoding.UTF8, "application/json");
            using var answer = await stranger.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("charges", "", 400)]
    [InlineData("charges", "not json", 400)]
    [InlineData("charges", """{"operation":"{new}","amount":"1","currency":"INR","token":"tok_success","description":""}""", 400)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","token":"tok_success","description":"","extra":1}""", 400)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","token":"tok_success"}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":-1,"currency":"INR","token":"tok_success","description":""}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"inr","token":"tok_success","description":""}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","token":"tok\u0000","description":""}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","token":"tok_success","description":"\u0000"}""", 422)]
    [InlineData("charges", """{"operation":"a b","amount":1,"currency":"INR","token":"tok_success","description":""}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","description":"","upi":{"flow":"collect"}}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","description":"","upi":{"flow":"wink"}}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"USD","description":"","upi":{"flow":"qr"}}""", 422)]
    [InlineData("charges", """{"operation":"{new}","amount":1,"currency":"INR","token":"tok_success","description":"","upi":{"flow":"qr"}}""", 422)]
    [InlineData("refunds", """{"refund":"{new}","operation":"{new}","amount":0}""", 422)]
    [InlineData("refunds", """{"refund":"","operation":"{new}","amount":1}""", 422)]
    [InlineData("charges/a%20b/cancel", "", 422)]
    public async Task A_bad_request_is_the_callers_fault(string path, string body, int status)
    {
        using var content = new StringContent(
            body.Replace("{new}", NewPayment().ToString(), StringComparison.Ordinal), Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        using var answer = await sandbox.Sandbox.Http.PostAsync($"/sandbox-payments/v1/{path}", content);
        Assert.Equal(status, (int)answer.StatusCode);
    }
}
