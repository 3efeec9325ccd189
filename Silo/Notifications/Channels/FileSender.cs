using System.Globalization;
using Marquee.Notifications;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Keeps messages as files: mail as <c>.eml</c>, which every mail program opens, all others as text.</summary>
internal sealed class FileSender(NotificationChannel channel, IOptions<FileChannelOptions> options) : IMessageSender
{
    private readonly MailboxAddress _from = MailboxAddress.Parse(options.Value.From);

    public NotificationChannel Channel => channel;

    /// <summary>The same message is the same file.</summary>
    public bool TakesRepeats => true;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        await message.DepartAsync(cancellation);
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{message.CreatedAt.UtcDateTime:yyyyMMdd'T'HHmmss}-{LetterWriter.KeyOf(message.Kind)}-{message.Id}{(channel == NotificationChannel.Email ? ".eml" : $".{DeliveryText.Of(channel)}.txt")}");
        var path = Path.Combine(Directory.CreateDirectory(options.Value.Directory).FullName, name);
        // Under another name first: whoever looks into the folder never sees half a message.
        var half = $"{path}.part";
        await using (var file = File.Create(half))
        {
            if (channel == NotificationChannel.Email) await MailWriter.Write(message, _from).WriteToAsync(file, cancellation);
            else await file.WriteAsync(System.Text.Encoding.UTF8.GetBytes(Text(message)), cancellation);
        }

        File.Move(half, path, overwrite: true);
        return SendResult.Sent(name);
    }

    private string Text(OutgoingMessage message) =>
        channel == NotificationChannel.Push
            ? $"To: {message.Addresses.Count} device(s) of {message.Name}\n{message.Letter.Heading}\n{message.Letter.Short}\n"
            : $"To: {message.Address} ({message.Name})\n{message.Letter.Short}\n";
}
