using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>Speaks HTTP as a stranger would.</summary>
internal sealed class ApiClient(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url };

    public string? Token { get; set; }

    public Task<ApiAnswer> GetAsync(string path, string? ifNoneMatch = null) =>
        SendAsync(HttpMethod.Get, path, null, request => { if (ifNoneMatch is not null) request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch); });

    /// <summary>What is no text, and its type; nothing but a good answer.</summary>
    public async Task<(byte[] Body, string? Type)> BytesAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _http.SendAsync(request);
        return (await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>The events of a stream, to be read as they come.</summary>
    public async Task<EventStream> StreamAsync(string path, long? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (lastEventId is { } last) request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{last}");
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    public Task<ApiAnswer> PostAsync(string path, object? body = null, string? key = null) =>
        SendAsync(HttpMethod.Post, path, body is null ? null : JsonContent.Create(body), request => { if (key is not null) request.Headers.Add("Idempotency-Key", key); });

    public Task<ApiAnswer> PostTextAsync(string path, string body, string type = "application/json") =>
        SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, type), _ => { });

    public Task<ApiAnswer> PutAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Put, path, JsonContent.Create(body), request => { if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch); });

    public Task<ApiAnswer> PatchAsync(string path, object body) => SendAsync(HttpMethod.Patch, path, JsonContent.Create(body), _ => { });

    public Task<ApiAnswer> DeleteAsync(string path, object? body = null) =>
        SendAsync(HttpMethod.Delete, path, body is null ? null : JsonContent.Create(body), _ => { });

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, Action<HttpRequestMessage> headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (Token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        headers(request);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        // A stream has no end to wait for.
        var text = response.Content.Headers.ContentType?.MediaType == "text/event-stream" ? "" : await response.Content.ReadAsStringAsync();
        return new ApiAnswer(
            (int)response.StatusCode, text, response.Content.Headers.ContentType?.MediaType,
            response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();
}

internal sealed record ApiAnswer(int Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonElement.Parse(Body);

    public string Id => Text("id");

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Text(params string[] path) => At(path).GetString()!;

    public long Number(params string[] path) => At(path).GetInt64();

    public JsonElement At(params string[] path) => path.Aggregate(Json, (element, name) => element.GetProperty(name));

    /// <summary>Fails, showing the whole answer, where the status is another one.</summary>
    public ApiAnswer Is(int status)
    {
        Assert.True(Status == status, $"Expected {status}, got {Status}: {Body}");
        return this;
    }

    /// <summary>A refusal as the contract wants it: RFC 9457 with a stable code and a trace id, and nothing of our insides.</summary>
    public ApiAnswer Refuses(int status, string code)
    {
        Is(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal(code, Text("code"));
        Assert.Equal(status, Number("status"));
        Assert.NotEmpty(Text("title"));
        Assert.NotEmpty(Text("type"));
        Assert.NotEmpty(Text("traceId"));
        Assert.DoesNotContain("   at ", Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Marquee.", Body, StringComparison.Ordinal);
        return this;
    }
}
