using System.Net;
using System.Text.Json;
using Marquee.Payments;

namespace Marquee.Silo.Payments.Razorpay;

/// <summary>Razorpay's HTTP API: an answer, a definite refusal (null), or an exception because neither came.</summary>
internal sealed class RazorpayClient(HttpClient http)
{
    private const string BadRequest = "BAD_REQUEST_ERROR";

    public Task<T?> GetAsync<T>(string path, CancellationToken cancellation) where T : class => SendAsync<T>(HttpMethod.Get, path, null, null, cancellation);

    public Task<T?> PostAsync<T>(string path, object body, CancellationToken cancellation) where T : class => SendAsync<T>(HttpMethod.Post, path, body, null, cancellation);

    /// <param name="key">Idempotency key; only refunds have one at Razorpay.</param>
    public Task<T?> PostAsync<T>(string path, object body, string key, CancellationToken cancellation) where T : class =>
        SendAsync<T>(HttpMethod.Post, path, body, key, cancellation);

    private async Task<T?> SendAsync<T>(HttpMethod method, string path, object? body, string? key, CancellationToken cancellation) where T : class
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType(), options: RazorpayJson.Options);
        if (key is not null) request.Headers.Add("X-Refund-Idempotency", key);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var content = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (response.StatusCode == HttpStatusCode.BadRequest && IsRefusal(content)) return null;
            if (response.StatusCode != HttpStatusCode.OK) throw new PaymentProviderUnknownException($"Razorpay answered {(int)response.StatusCode}.");
            return JsonSerializer.Deserialize<T>(content, RazorpayJson.Options) ?? throw new JsonException("null");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PaymentProviderUnknownException("Razorpay gave no definite answer.", failure);
        }
    }

    // Its gateway's and its own errors come with 400 too, and say nothing about what was done.
    private static bool IsRefusal(byte[] content)
    {
        using var document = JsonDocument.Parse(content);
        return JsonPath.TextAt(document.RootElement, "error", "code") == BadRequest;
    }
}
