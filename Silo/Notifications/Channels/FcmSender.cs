using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Marquee.Notifications;
using Marquee.Silo.Google;
using Marquee.Silo.Payments;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Push through Firebase Cloud Messaging, HTTP v1. A device shows messages of one tag as one, so a repeat replaces the first.</summary>
internal sealed class FcmSender(ServiceAccount account, FcmTokens tokens, DeviceTable devices, IHttpClientFactory clients) : IMessageSender
{
    public const string Name = "fcm";

    public NotificationChannel Channel => NotificationChannel.Push;

    public bool TakesRepeats => true;

    /// <summary>Sent where one device at least has it: the customer has heard.</summary>
    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        string bearer;
        try
        {
            bearer = await tokens.GetAsync(cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or KeyNotFoundException or OperationCanceledException)
        {
            return SendResult.ProviderDown($"Google gave out no access token: {failure.Message}");
        }

        await message.DepartAsync(cancellation);
        var results = new List<SendResult>();
        foreach (var device in message.Addresses) results.Add(await SendAsync(message, device, bearer, cancellation));
        if (results.FirstOrDefault(result => result.Outcome == SendOutcome.Sent) is { Outcome: SendOutcome.Sent, Detail: not null } sent) return sent;
        return results.OrderBy(result => result.Outcome == SendOutcome.Refused).First();
    }

    private async Task<SendResult> SendAsync(OutgoingMessage message, string device, string bearer, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"v1/projects/{account.Project}/messages:send") { Content = JsonContent.Create(Body(message, device)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var http = clients.CreateClient(Name);
        var gone = false;
        var result = await Web.AskAsync(http, request, (status, body) => Read(status, body, out gone), cancellation);
        if (gone) await devices.ForgetAsync(device);
        if (result is { Outcome: SendOutcome.Failed, Detail: { } why } && why.StartsWith("401", StringComparison.Ordinal)) tokens.Forget();
        // Whether it arrived makes no difference: it may be sent again.
        return result.Outcome == SendOutcome.Unknown ? SendResult.ProviderDown(result.Detail ?? "") : result;
    }

    private static object Body(OutgoingMessage message, string device)
    {
        var tag = message.Id.ToString();
        return new
        {
            message = new
            {
                token = device,
                notification = new { title = message.Letter.Heading, body = message.Letter.Short },
                data = new { notificationId = tag, bookingId = message.Booking.ToString(), kind = LetterWriter.KeyOf(message.Kind) },
                android = new { collapse_key = tag, notification = new { tag } },
                apns = new { headers = new Dictionary<string, string> { ["apns-collapse-id"] = tag } },
                webpush = new { notification = new { tag } },
            },
        };
    }

    private static SendResult Read(HttpStatusCode status, byte[] body, out bool gone)
    {
        gone = status == HttpStatusCode.NotFound;
        if (status != HttpStatusCode.OK) return SendResult.Refused(Web.Why(status, body));
        using var document = JsonDocument.Parse(body);
        return SendResult.Sent(JsonPath.TextAt(document.RootElement, "name"));
    }
}
