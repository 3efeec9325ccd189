using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Marquee.LoadTest;

/// <summary>Speaks the HTTP contract, with an idempotency key on everything that creates.</summary>
internal sealed class MarqueeClient(Uri url) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };

    public Uri Url => url;

    /// <summary>Answers the access token, which every later request carries.</summary>
    public async Task<string> SignInAsync(string email, string password) => (await SessionAsync(email, password)).GetProperty("accessToken").GetString()!;

    /// <summary>The same, with all that the answer holds.</summary>
    public async Task<JsonElement> SessionAsync(string email, string password)
    {
        var session = await PostAsync("/v1/sessions", new { email, password });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.GetProperty("accessToken").GetString());
        return session;
    }

    /// <exception cref="HttpRequestException">The answer was no 2xx.</exception>
    public async Task<JsonElement> GetAsync(string path) => await _http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    /// <exception cref="HttpRequestException">The answer was no 2xx; the message holds what it said.</exception>
    public async Task<JsonElement> PostAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{path} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
        return JsonDocument.Parse(text).RootElement;
    }

    public void Dispose() => _http.Dispose();
}
