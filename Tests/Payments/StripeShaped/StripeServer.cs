using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Stripe;

namespace Marquee.Tests.Payments.StripeShaped;

/// <summary>
/// Answers as Stripe's API does, for what is asked of it here: payment intents with manual capture, refunds, idempotency keys, errors.
/// It keeps what it was told, so that tests can compare its books with ours.
/// </summary>
internal sealed class StripeServer : IAsyncDisposable
{
    public const string Key = "sk_test_of_these_tests";
    public const string WebhookSecret = "whsec_of_these_tests";

    private readonly ConcurrentDictionary<string, (string Request, int Status, string Body)> _answered = new();
    private readonly WebApplication _app;
    private readonly Lock _turn = new();

    private StripeServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    public StripeBooks Books { get; } = new();

    /// <summary>Requests whose path this holds for are carried out and never answered: the connection breaks.</summary>
    public Func<string, bool> Loses { get; set; } = _ => false;

    /// <summary>Requests whose path this holds for break before they are carried out.</summary>
    public Func<string, bool> Drops { get; set; } = _ => false;

    /// <summary>Called with each path after the request was carried out and before it is answered.</summary>
    public Action<string> Answers { get; set; } = _ => { };

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public static async Task<StripeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new StripeServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    /// <summary>An event about the intent, signed as Stripe signs.</summary>
    public static Marquee.Payments.PaymentWebhook Webhook(StripeIntent intent, string type, string secret = WebhookSecret, DateTimeOffset? at = null)
    {
        var body = JsonSerializer.Serialize(new { id = $"evt_{Guid.NewGuid():N}", @object = "event", type, data = new { @object = intent.Json() } });
        var signature = EventUtility.GenerateSignatureHeader(body, secret, (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds());
        return new(Encoding.UTF8.GetBytes(body), signature);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var (path, method) = (http.Request.Path.Value!, http.Request.Method);
        Requests.Enqueue($"{method} {path}");
        if (Drops(path))
        {
            http.Abort();
            return;
        }

        var form = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString())
            : http.Request.Query.ToDictionary(field => field.Key, field => field.Value.ToString());
        var (status, body) = http.Request.Headers.Authorization == $"Bearer {Key}"
            ? Carry(method, path, form, http.Request.Headers["Idempotency-Key"].ToString())
            : (401, StripeBooks.Error("invalid_request_error", "api_key"));
        if (Loses(path))
        {
            http.Abort();
            return;
        }

        Answers(path);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body);
    }

    private (int Status, string Body) Carry(string method, string path, Dictionary<string, string> form, string key)
    {
        lock (_turn)
        {
            var request = $"{method} {path} {string.Join('&', form.OrderBy(field => field.Key).Select(field => $"{field.Key}={field.Value}"))}";
            if (key.Length > 0 && _answered.TryGetValue(key, out var earlier))
                return earlier.Request == request ? (earlier.Status, earlier.Body) : (400, StripeBooks.Error("idempotency_error", "key_reused"));
            var (status, body) = Books.Carry(method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..], form);
            if (key.Length > 0) _answered[key] = (request, status, body);
            return (status, body);
        }
    }
}
