using System.Text.Json;
using Marquee.Silo.Google;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Access tokens for Firebase, in exchange for what the service account signs; each is used until shortly before it ends. RFC 7523.</summary>
internal sealed class FcmTokens(ServiceAccount account, IHttpClientFactory clients, TimeProvider clock) : IDisposable
{
    private const string Scope = "https://www.googleapis.com/auth/firebase.messaging";
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _asking = new(1);
    private (string Token, DateTimeOffset Until)? _kept;

    /// <exception cref="HttpRequestException">It was not given out.</exception>
    public async Task<string> GetAsync(CancellationToken cancellation)
    {
        await _asking.WaitAsync(cancellation);
        try
        {
            if (_kept is not { } kept || kept.Until <= clock.GetUtcNow()) _kept = kept = await AskAsync(cancellation);
            return kept.Token;
        }
        finally
        {
            _asking.Release();
        }
    }

    /// <summary>The next one is asked for anew.</summary>
    public void Forget() => _kept = null;

    public void Dispose() => _asking.Dispose();

    private async Task<(string, DateTimeOffset)> AskAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var assertion = account.Sign(new { iss = account.Email, scope = Scope, aud = account.Tokens.ToString(), iat = now.ToUnixTimeSeconds(), exp = now.AddHours(1).ToUnixTimeSeconds() });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = assertion });
        using var http = clients.CreateClient(FcmSender.Name);
        using var response = await http.PostAsync(account.Tokens, form, cancellation);
        response.EnsureSuccessStatusCode();
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellation));
        var lasts = TimeSpan.FromSeconds(answer.RootElement.GetProperty("expires_in").GetInt32());
        return (answer.RootElement.GetProperty("access_token").GetString()!, now + lasts - (lasts > 2 * Early ? Early : lasts / 2));
    }
}
