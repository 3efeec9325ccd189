using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marquee.LoadTest.Runs;

namespace Marquee.LoadTest.Journeys;

/// <summary>
/// Sends the requests of one journey and counts their answers. The first is timed from when the journey was meant to begin, so that whatever
/// kept it waiting on this side counts too; each other from when it is sent.
/// </summary>
internal sealed class Visitor(HttpClient http, Uri url, Customer customer, Tallies tallies, long intended)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private bool _hasBegun;

    public Task<Answer> GetAsync(string name, string path, bool signedIn = false) => SendAsync(name, HttpMethod.Get, path, null, null, signedIn);

    public Task<Answer> DeleteAsync(string name, string path) => SendAsync(name, HttpMethod.Delete, path, null, null, signedIn: true);

    /// <summary>Under a key of its own. What has no definite answer is sent again, unchanged, as a good client does; every answer counts.</summary>
    public async Task<Answer> PostAsync(string name, string path, object body)
    {
        var key = Guid.NewGuid().ToString("N");
        var answer = await SendAsync(name, HttpMethod.Post, path, body, key, signedIn: true);
        for (var again = 0; again < 2 && !IsDefinite(answer); again++)
        {
            await Task.Delay(Pause);
            answer = await SendAsync(name, HttpMethod.Post, path, body, key, signedIn: true);
        }

        return answer;
    }

    private static bool IsDefinite(Answer answer) => answer.IsGood || (answer.IsRefusal && answer.Code != "idempotency-in-progress");

    private async Task<Answer> SendAsync(string name, HttpMethod method, string path, object? body, string? key, bool signedIn)
    {
        var began = _hasBegun ? Stopwatch.GetTimestamp() : intended;
        _hasBegun = true;
        var answer = await AskAsync(method, path, body, key, signedIn);
        tallies.Answered(name, answer.Name, Stopwatch.GetElapsedTime(began));
        return answer;
    }

    private async Task<Answer> AskAsync(HttpMethod method, string path, object? body, string? key, bool signedIn)
    {
        try
        {
            using var request = new HttpRequestMessage(method, new Uri(url, path)) { Content = body is null ? null : JsonContent.Create(body) };
            if (signedIn) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await customer.TokenAsync(http, url));
            if (key is not null) request.Headers.Add("Idempotency-Key", key);
            using var response = await http.SendAsync(request);
            var bytes = await response.Content.ReadAsByteArrayAsync();
            JsonElement? json = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true ? JsonElement.Parse(bytes) : null;
            return new Answer((int)response.StatusCode, response.IsSuccessStatusCode ? "" : CodeOf(json), json);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException or JsonException)
        {
            return new Answer(0, failure is TaskCanceledException ? "timeout" : (failure as HttpRequestException)?.HttpRequestError.ToString() ?? failure.GetType().Name, null);
        }
    }

    private static string CodeOf(JsonElement? problem) =>
        problem is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";
}
