using Marquee.Notifications;
using Marquee.Payments;
using Marquee.Silo.Notifications;
using Marquee.Silo.Notifications.Channels;
using Microsoft.Extensions.Options;
using Xunit;

namespace Marquee.Tests.Notifications;

/// <summary>What senders make of what providers do.</summary>
public sealed class SmtpSenderTests : IAsyncLifetime
{
    private SmtpReceiver _server = null!;

    public async Task InitializeAsync() => _server = await SmtpReceiver.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_mail_goes_over_TLS_after_a_login_with_everything_in_it()
    {
        var message = Messages.To("guest@example.test", ticket: true);
        var result = await Sender().SendAsync(message, CancellationToken.None);

        Assert.Equal((SendOutcome.Sent, "taken"), (result.Outcome, result.Detail));
        var mail = Assert.Single(_server.To("guest@example.test"));
        Assert.Equal($"{message.Id}@example.test", mail.MessageId);
        Assert.Equal("Marquee", mail.From.Mailboxes.Single().Name);
        Assert.Equal(message.Letter.Subject, mail.Subject);
        Assert.Equal(message.Letter.Text.ReplaceLineEndings(), mail.TextBody!.ReplaceLineEndings());
        Assert.Equal(message.Letter.Html.ReplaceLineEndings(), mail.HtmlBody!.ReplaceLineEndings());
        Assert.Equal([$"ticket-{message.Booking}.pdf", $"ticket-{message.Booking}.ics"], mail.Attachments.Select(part => part.ContentDisposition!.FileName));
        Assert.Contains(mail.BodyParts, part => part.ContentId == "code" && part.ContentType.MimeType == "image/png");
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Theory]
    [InlineData("refuse-a@example.test", SendOutcome.Refused, "550")]
    [InlineData("content-a@example.test", SendOutcome.Refused, "554")]
    [InlineData("busy-a@example.test", SendOutcome.Failed, "451")]
    [InlineData("lost-a@example.test", SendOutcome.Unknown, "handed over")]
    [InlineData("cut-a@example.test", SendOutcome.Unknown, "handed over")]
    public async Task What_the_server_does_is_told_as_what_it_means(string address, object outcome, string detail)
    {
        var result = await Sender().SendAsync(Messages.To(address), CancellationToken.None);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(detail, result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stalls_once_it_has_the_mail_leaves_nobody_knowing()
    {
        using var over = new CancellationTokenSource();
        var sending = Sender().SendAsync(Messages.To("stall-a@example.test"), over.Token);
        await _server.Taken.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await over.CancelAsync();
        Assert.Equal(SendOutcome.Unknown, (await sending).Outcome);
    }

    [Fact]
    public async Task A_server_that_stalls_before_has_nothing()
    {
        _server.Silent = true;
        using var over = new CancellationTokenSource();
        var sending = Sender().SendAsync(Messages.To("guest@example.test"), over.Token);
        await _server.Ignored.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await over.CancelAsync();
        Assert.Equal(SendResult.ProviderDown("The mail server took too long."), await sending);
    }

    [Fact]
    public async Task Whom_we_do_not_trust_and_who_does_not_trust_us_gets_no_mail()
    {
        var stranger = await Sender(options => options.CaFile = null).SendAsync(Messages.To("guest@example.test"), CancellationToken.None);
        var impostor = await Sender(options => options.Password = "another").SendAsync(Messages.To("guest@example.test"), CancellationToken.None);
        var clear = await Sender(options => (options.Security, options.Username, options.Password) = (SmtpSecurity.None, null, null)).SendAsync(Messages.To("guest@example.test"), CancellationToken.None);
        Assert.All([stranger, impostor, clear], result => Assert.Equal((SendOutcome.Failed, true), (result.Outcome, result.Down)));
        Assert.Empty(_server.To("guest@example.test"));
    }

    [Fact]
    public async Task Where_there_is_no_server_it_may_go_well_later()
    {
        var result = await Sender(options => options.Port = Marquee.Silo.Hosting.FreePort.Next()).SendAsync(Messages.To("guest@example.test"), CancellationToken.None);
        Assert.Equal((SendOutcome.Failed, true), (result.Outcome, result.Down));
    }

    [Fact]
    public async Task What_was_given_up_meanwhile_does_not_leave()
    {
        await Assert.ThrowsAsync<GivenUpException>(() => Sender().SendAsync(
            Messages.To("guest@example.test") with { DepartAsync = _ => throw new GivenUpException() }, CancellationToken.None));
        Assert.Empty(_server.To("guest@example.test"));
    }

    private SmtpSender Sender(Action<SmtpOptions>? change = null)
    {
        var options = new SmtpOptions
        {
            Host = "localhost", Port = _server.Port, CaFile = _server.CaFile, Username = SmtpReceiver.User, Password = SmtpReceiver.Password, From = "Marquee <tickets@example.test>",
        };
        change?.Invoke(options);
        return new SmtpSender(Options.Create(options));
    }
}

/// <summary>Messages that are about nothing.</summary>
internal static class Messages
{
    public static readonly MessageFacts Facts = new(
        "Dilwale Dulhania Le Jayenge", "दिलवाले दुल्हनिया ले जायेंगे", "Regal Palace", "Shahid Bhagat Singh Road, Mumbai", "Screen 1", "Asia/Kolkata",
        new DateTimeOffset(2026, 11, 28, 13, 0, 0, TimeSpan.Zero), ["F7", "F8"], new Money(84_720, "INR"));

    /// <summary>With everything that a message may tell.</summary>
    public static readonly MessageFacts Full = Facts with { Before = Facts.StartsAt.AddHours(-2), Kept = ["F9"], Back = new Money(40_000, "INR"), To = RefundTo.Wallet };

    public static OutgoingMessage To(string address, bool ticket = false, NotificationKind kind = NotificationKind.BookingConfirmed)
    {
        var booking = Ids.New<BookingId>(TimeProvider.System);
        return new OutgoingMessage(
            Ids.New<NotificationId>(TimeProvider.System), kind, booking, DateTimeOffset.UtcNow, "Asha", [address],
            LetterWriter.Write(kind, Facts, "Asha", booking, "en", ticket), ticket ? new TicketFiles([1], [2], [3]) : null, _ => Task.CompletedTask);
    }
}
