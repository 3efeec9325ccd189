using System.Net;
using System.Text.Json;
using Marquee.Notifications;
using Marquee.Silo.Payments;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>
/// SMS or WhatsApp through Twilio. Its API has no key for repeats, so an answer that is lost leaves nobody knowing, and that is answered.
/// </summary>
internal sealed class TwilioSender(NotificationChannel channel, IHttpClientFactory clients, IOptions<TwilioOptions> options) : IMessageSender
{
    public const string Name = "twilio";
    private readonly TwilioOptions _options = options.Value;

    public NotificationChannel Channel => channel;

    public bool TakesRepeats => false;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"2010-04-01/Accounts/{_options.AccountSid}/Messages.json") { Content = new FormUrlEncodedContent(Form(message)) };
        using var http = clients.CreateClient(Name);
        await message.DepartAsync(cancellation);
        return await Web.AskAsync(http, request, Read, cancellation);
    }

    private Dictionary<string, string> Form(OutgoingMessage message)
    {
        if (channel == NotificationChannel.Whatsapp)
            return new() { ["To"] = $"whatsapp:{message.Address}", ["From"] = $"whatsapp:{_options.WhatsappFrom}", ["Body"] = message.Letter.Short };
        var from = _options.SmsFrom.StartsWith("MG", StringComparison.Ordinal) ? "MessagingServiceSid" : "From";
        return new() { ["To"] = message.Address, [from] = _options.SmsFrom, ["Body"] = message.Letter.Short };
    }

    private static SendResult Read(HttpStatusCode status, byte[] body)
    {
        if (status != HttpStatusCode.Created && status != HttpStatusCode.OK) return SendResult.Refused(Web.Why(status, body));
        try
        {
            using var document = JsonDocument.Parse(body);
            return SendResult.Sent(JsonPath.TextAt(document.RootElement, "sid"));
        }
        catch (JsonException)
        {
            return SendResult.Sent(null);
        }
    }
}
