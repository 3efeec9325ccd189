using Marquee.Notifications;
using Marquee.Silo.Inbox;
using Marquee.Users;
using Microsoft.Extensions.Options;
using Polly.CircuitBreaker;

namespace Marquee.Silo.Notifications;

/// <summary>Delivers what is due on one channel.</summary>
internal sealed class Deliverer(
    IMessageSender sender, DeliveryTable table, Preparing preparing, Reach reach, NotificationMetrics metrics, IOptions<NotificationOptions> options,
    TimeProvider clock, ILogger<Deliverer> log)
{
    private readonly NotificationOptions _options = options.Value;
    private readonly ChannelCircuit _circuit = new(options.Value, clock);

    public NotificationChannel Channel => sender.Channel;

    /// <summary>The next message, in hand; null where there is none, or the channel rests.</summary>
    public async Task<Delivery?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return _circuit.Rests(now) ? null : await table.TakeAsync(Channel, now, now + _options.Timeout + _options.Grace, cancellation);
    }

    /// <summary>Brings it to its end, or to its next try. Not to be cut off by the end of the silo: what has departed must be told.</summary>
    public async Task DeliverAsync(Delivery delivery)
    {
        using var over = new CancellationTokenSource(_options.Timeout, clock);
        var prepared = new Prepared(null);
        SendResult result;
        try
        {
            prepared = await preparing.PrepareAsync(delivery, over.Token);
            if (prepared.Dropped is { } why)
            {
                await table.EndAsync(delivery, new DeliveryEnd(NotificationStatus.Dropped, "dropped", Reason: why), clock.GetUtcNow());
                return;
            }

            result = prepared.Unsent ?? await _circuit.RunAsync(prepared.Message!, sender, over.Token);
        }
        catch (BrokenCircuitException)
        {
            await table.PutBackAsync(delivery, clock.GetUtcNow() + _options.BreakFor);
            return;
        }
        catch (GivenUpException)
        {
            log.GivenUp(delivery.Id, Channel);
            return;
        }
        catch (Exception failure)
        {
            // A sender says itself what may have left; whatever else goes wrong does so before.
            log.AttemptBroke(failure, delivery.Id, Channel);
            result = SendResult.Later($"{failure.GetType().Name}: {failure.Message}");
        }

        await EndAsync(delivery, prepared, result);
    }

    private async Task EndAsync(Delivery delivery, Prepared prepared, SendResult result)
    {
        var now = clock.GetUtcNow();
        var address = prepared.Message is { } message ? AddressOf(message) : null;
        metrics.Ended(Channel, result.Outcome);
        switch (result.Outcome)
        {
            case SendOutcome.Sent:
                await table.EndAsync(delivery, new DeliveryEnd(NotificationStatus.Sent, "sent", address, result.Detail), now);
                break;
            case SendOutcome.Unknown:
                log.OutcomeUnknown(delivery.Id, Channel, result.Detail);
                await table.EndAsync(delivery, new DeliveryEnd(NotificationStatus.Unknown, "unknown", address, Reason: result.Detail), now);
                break;
            case SendOutcome.Failed when delivery.Attempts < _options.MostTries:
                var pause = Backoff.After(delivery.Attempts, _options.FirstRetry, _options.LongestRetry, Random.Shared.NextDouble());
                await table.EndAsync(delivery, new DeliveryEnd(NotificationStatus.Waiting, "failed", address, Reason: result.Detail, DueAt: now + pause), now);
                break;
            default:
                await GiveUpAsync(delivery, prepared.User, address, result, now);
                break;
        }
    }

    /// <summary>The next channel, or nobody any more.</summary>
    private async Task GiveUpAsync(Delivery delivery, UserView? user, string? address, SendResult result, DateTimeOffset now)
    {
        var next = user is null ? null : await reach.AfterAsync(Channel, delivery.Kind, user, CancellationToken.None);
        log.ChannelFailed(delivery.Id, Channel, result.Detail, next);
        await table.EndAsync(delivery, new DeliveryEnd(
            NotificationStatus.Failed, result.Outcome == SendOutcome.Refused ? "refused" : "failed", address, Reason: result.Detail,
            Next: next is null ? null : delivery.Over(next, delivery.Copy, Ids.New<NotificationId>(clock), now), Dead: next is null), now);
    }

    /// <summary>Tokens of devices are secrets of a kind, and tell nobody anything.</summary>
    private string AddressOf(OutgoingMessage message) =>
        Channel != NotificationChannel.Push ? message.Address : message.Addresses.Count == 1 ? "1 device" : $"{message.Addresses.Count} devices";
}
