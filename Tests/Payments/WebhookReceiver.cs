using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Marquee.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Tests.Payments;

/// <summary>Receives webhooks on a port of its own and keeps them apart by the operation they speak of.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, Channel<PaymentWebhook>> _received = new();
    private readonly ConcurrentDictionary<string, bool> _refuseNext = new();
    private readonly WebApplication _app;

    private WebhookReceiver(WebApplication app)
    {
        _app = app;
        _app.MapPost("/", ReceiveAsync);
    }

    public Uri Address => new(_app.Urls.Single());

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new WebhookReceiver(builder.Build());
        await receiver._app.StartAsync();
        return receiver;
    }

    public void RefuseNext(PaymentId operation) => _refuseNext[operation.ToString()] = true;

    /// <summary>Waits for the next delivery about the operation, the refused ones included.</summary>
    public async Task<PaymentWebhook> NextAsync(PaymentId operation) =>
        await Of(operation.ToString()).Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public bool HasMore(PaymentId operation) => Of(operation.ToString()).Reader.TryPeek(out _);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var operation = JsonDocument.Parse(body).RootElement.GetProperty("operation").GetString()!;
        await Of(operation).Writer.WriteAsync(new(body, request.Headers["Marquee-Signature"].ToString()));
        return _refuseNext.TryRemove(operation, out _) ? Results.StatusCode(503) : Results.NoContent();
    }

    private Channel<PaymentWebhook> Of(string operation) => _received.GetOrAdd(operation, _ => Channel.CreateUnbounded<PaymentWebhook>());
}
