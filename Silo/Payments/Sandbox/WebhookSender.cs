using System.Data.Common;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>
/// Sends the webhooks of the journal until each was answered with a 2xx: at least once, in no promised order. Several senders may share
/// one journal.
/// </summary>
internal sealed partial class WebhookSender(
    WebhookJournal journal,
    ChargeJournal charges,
    IHttpClientFactory clients,
    IOptions<SandboxServiceOptions> options,
    FaultSwitches faults,
    TimeProvider clock,
    ILogger<WebhookSender> logger) : BackgroundService
{
    public const string Client = "sandbox-webhooks";
    private const int MostAtOnce = 32;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(options.Value.WebhookInterval, clock);
        do
        {
            try
            {
                await charges.ConfirmDueAsync(stoppingToken);
                if (faults.Now.WebhooksReversed) await Task.Delay(Gathering, clock, stoppingToken);
                while (await SendDueAsync(stoppingToken) == MostAtOnce) { }
            }
            catch (DbException failure)
            {
                LogJournalUnreachable(logger, failure);
            }
        }
        while (await tick.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<int> SendDueAsync(CancellationToken cancellation)
    {
        // A lease shorter than an attempt would have two senders at one delivery.
        var lease = 3 * options.Value.WebhookTimeout;
        var due = await journal.ClaimAsync(MostAtOnce, lease, options.Value.WebhookGiveUpAfter, cancellation);
        if (faults.Now.WebhooksReversed)
            foreach (var delivery in due.OrderByDescending(delivery => delivery.Event.At)) await SendAsync(delivery, cancellation);
        else await Task.WhenAll(due.Select(delivery => SendAsync(delivery, cancellation)));
        return due.Count;
    }

    private async Task SendAsync(WebhookDelivery delivery, CancellationToken cancellation)
    {
        var copies = await Task.WhenAll(Enumerable.Range(0, faults.Now.WebhookCopies).Select(_ => TryPostAsync(delivery, cancellation)));
        if (copies.All(taken => taken)) await journal.DeliveredAsync(delivery.Event.Id, cancellation);
        else await journal.PostponeAsync(delivery.Event.Id, Backoff(delivery.Attempt), cancellation);
    }

    private async Task<bool> TryPostAsync(WebhookDelivery delivery, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery.Event, JsonSerializerOptions.Web);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Value.WebhookUrl);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        request.Headers.Add(WebhookSignature.Header, WebhookSignature.Sign(body, clock.GetUtcNow(), options.Value.WebhookSecrets));
        try
        {
            using var http = clients.CreateClient(Client);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (!response.IsSuccessStatusCode) LogRefused(logger, delivery.Event.Id, delivery.Attempt, (int)response.StatusCode);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            LogUndelivered(logger, delivery.Event.Id, delivery.Attempt, failure.Message);
            return false;
        }
    }

    private TimeSpan Backoff(int attempt)
    {
        var delay = options.Value.WebhookRetry * Math.Pow(2, Math.Min(attempt - 1, 20));
        return (delay < LongestRetry ? delay : LongestRetry) * (0.8 + 0.4 * Random.Shared.NextDouble());
    }
}
