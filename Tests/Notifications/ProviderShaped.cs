using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marquee.Tests.Notifications;

/// <summary>
/// HTTP servers shaped as those of Twilio and of Firebase, on one port. What they do is said by the number or the token: what ends with
/// <c>21211</c> or begins with <c>gone</c> is refused, with <c>503</c> or <c>down</c> not taken now, with <c>999</c> or <c>cut</c> taken and not answered.
/// </summary>
internal sealed class ProviderShaped : IAsyncDisposable
{
    public const string Sid = "AC0123456789abcdef0123456789abcdef";
    public const string AuthToken = "a token for tests";
    public const string Project = "marquee-tests";
    private const string Bearer = "an access token";
    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private int _number;

    private ProviderShaped(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = null!;

    /// <summary>Forms that came to Twilio, signed in or not.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Texts { get; } = new();

    /// <summary>Messages that came to Firebase with a good access token.</summary>
    public ConcurrentQueue<JsonElement> Pushes { get; } = new();

    /// <summary>How often somebody asked for an access token and was given one.</summary>
    public int TokensGiven { get; private set; }

    /// <summary>A service account's key file, as Google's console gives it out.</summary>
    public string KeyFile { get; } = Path.GetTempFileName();

    public static async Task<ProviderShaped> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var made = new ProviderShaped(app);
        app.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", made.TextAsync);
        app.MapPost("/token", (Delegate)made.TokenAsync);
        app.MapPost("/v1/projects/{project}/{messages}", made.PushAsync);
        await app.StartAsync();
        made.Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await File.WriteAllTextAsync(made.KeyFile, JsonSerializer.Serialize(new
        {
            type = "service_account", project_id = Project, private_key_id = "key-1", private_key = made._key.ExportPkcs8PrivateKeyPem(),
            client_email = "tests@marquee-tests.iam.gserviceaccount.com", token_uri = new Uri(made.Url, "/token"),
        }));
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _key.Dispose();
        File.Delete(KeyFile);
    }

    private async Task<IResult> TextAsync(HttpContext http, string sid)
    {
        var form = (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString());
        var expected = "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{Sid}:{AuthToken}"));
        if (sid != Sid || http.Request.Headers.Authorization != expected) return Results.Json(new { code = 20003, message = "Authenticate" }, statusCode: 401);
        Texts.Enqueue(form);
        var to = form["To"];
        if (to.EndsWith("21211", StringComparison.Ordinal)) return Results.Json(new { code = 21211, message = "Invalid 'To' Phone Number" }, statusCode: 400);
        if (to.EndsWith("503", StringComparison.Ordinal)) return Results.Json(new { code = 20503, message = "Service unavailable" }, statusCode: 503);
        if (to.EndsWith("999", StringComparison.Ordinal)) http.Abort();
        return Results.Json(new { sid = $"SM{Interlocked.Increment(ref _number):D32}", status = "queued" }, statusCode: 201);
    }

    private async Task<IResult> TokenAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync();
        var parts = form["assertion"].ToString().Split('.');
        var good = form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer" && parts.Length == 3 && _key.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        if (!good) return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        TokensGiven++;
        return Results.Json(new { access_token = Bearer, expires_in = 3600, token_type = "Bearer" });
    }

    private async Task<IResult> PushAsync(HttpContext http, string project, string messages)
    {
        if (project != Project || messages != "messages:send" || http.Request.Headers.Authorization != $"Bearer {Bearer}")
            return Results.Json(new { error = new { status = "UNAUTHENTICATED" } }, statusCode: 401);
        var message = (await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body)).GetProperty("message");
        Pushes.Enqueue(message);
        var token = message.GetProperty("token").GetString()!;
        if (token.StartsWith("gone", StringComparison.Ordinal)) return Results.Json(new { error = new { code = 404, status = "NOT_FOUND", details = new[] { new { errorCode = "UNREGISTERED" } } } }, statusCode: 404);
        if (token.StartsWith("down", StringComparison.Ordinal)) return Results.Json(new { error = new { status = "UNAVAILABLE" } }, statusCode: 503);
        if (token.StartsWith("cut", StringComparison.Ordinal)) http.Abort();
        return Results.Json(new { name = $"projects/{project}/messages/{Interlocked.Increment(ref _number)}" });
    }
}
