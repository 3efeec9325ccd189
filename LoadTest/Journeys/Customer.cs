using System.Net.Http.Json;
using System.Text.Json;

namespace Marquee.LoadTest.Journeys;

/// <summary>Somebody who is signed in, and stays so for as long as it takes.</summary>
internal sealed class Customer(Session session, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim _refreshing = new(1, 1);
    private Session _session = session;

    /// <summary>A token that is good for a while yet.</summary>
    public async ValueTask<string> TokenAsync(HttpClient http, Uri url)
    {
        if (IsFresh()) return _session.AccessToken;
        await _refreshing.WaitAsync();
        try
        {
            // A refresh token works once, and somebody may just have used it.
            if (!IsFresh()) _session = await RefreshAsync(http, url);
            return _session.AccessToken;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    public static Session Read(JsonElement body, DateTimeOffset now) => new(
        body.GetProperty("accessToken").GetString()!, body.GetProperty("refreshToken").GetString()!, now.AddSeconds(body.GetProperty("expiresIn").GetInt32()));

    public void Dispose() => _refreshing.Dispose();

    private bool IsFresh() => _session.ExpiresAt - clock.GetUtcNow() > Early;

    private async Task<Session> RefreshAsync(HttpClient http, Uri url)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(url, "/v1/sessions/refresh"), new { refreshToken = _session.RefreshToken });
        answer.EnsureSuccessStatusCode();
        return Read(await answer.Content.ReadFromJsonAsync<JsonElement>(), clock.GetUtcNow());
    }
}
