using MimeKit;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Writes a message as mail: HTML and plain text, with the ticket to print and an entry for the calendar where it has one.</summary>
internal static class MailWriter
{
    public static MimeMessage Write(OutgoingMessage message, MailboxAddress from)
    {
        var mail = new MimeMessage();
        mail.From.Add(from);
        mail.To.Add(new MailboxAddress(message.Name, message.Address));
        mail.Subject = message.Letter.Subject;
        mail.Date = message.CreatedAt;
        // Of the delivery, so that whatever sends it twice makes one mail of it.
        mail.MessageId = $"{message.Id}@{from.Domain}";
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        mail.Headers.Add("Content-Language", message.Letter.Language);
        mail.Body = Body(message);
        return mail;
    }

    private static MimeEntity Body(OutgoingMessage message)
    {
        var body = new BodyBuilder { TextBody = message.Letter.Text, HtmlBody = message.Letter.Html };
        if (message.Ticket is { } ticket)
        {
            var code = body.LinkedResources.Add("code.png", ticket.Code, new ContentType("image", "png"));
            code.ContentId = "code";
            body.Attachments.Add($"ticket-{message.Booking}.pdf", ticket.Pdf, new ContentType("application", "pdf"));
            var calendar = new ContentType("text", "calendar") { Charset = "utf-8" };
            calendar.Parameters.Add("method", "PUBLISH");
            body.Attachments.Add($"ticket-{message.Booking}.ics", ticket.Calendar, calendar);
        }

        return body.ToMessageBody();
    }
}
