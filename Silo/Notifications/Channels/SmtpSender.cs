using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Marquee.Notifications;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>
/// Mail by SMTP. The protocol has no key for repeats: a connection that is lost while the letter is handed over leaves nobody knowing, and
/// that is answered.
/// </summary>
internal sealed class SmtpSender(IOptions<SmtpOptions> options) : IMessageSender
{
    private readonly SmtpOptions _options = options.Value;
    private readonly MailboxAddress _from = MailboxAddress.Parse(options.Value.From);
    private readonly X509Certificate2Collection _authorities = Authorities(options.Value);

    public NotificationChannel Channel => NotificationChannel.Email;

    public bool TakesRepeats => false;

    public async Task<SendResult> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        using var watch = new HandingOver();
        using var smtp = new SmtpClient(watch);
        if (_authorities.Count > 0) smtp.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate is not null && IsTrusted(certificate);
        try
        {
            await smtp.ConnectAsync(_options.Host, _options.Port, Options(_options.Security), cancellation);
            if (_options.Username is { Length: > 0 } user) await smtp.AuthenticateAsync(user, _options.Password ?? "", cancellation);
            var mail = MailWriter.Write(message, _from);
            await message.DepartAsync(cancellation);
            var answer = await smtp.SendAsync(mail, cancellation);
            await LeaveAsync(smtp);
            return SendResult.Sent(answer.Trim() is { Length: > 0 } said ? said : mail.MessageId);
        }
        catch (SmtpCommandException refused)
        {
            return OfRefusal(refused);
        }
        catch (Exception failure) when (failure is ProtocolException or IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException
            or MailKit.Security.AuthenticationException or SslHandshakeException or NotSupportedException or ServiceNotAuthenticatedException)
        {
            var why = failure is OperationCanceledException ? "The mail server took too long." : failure.Message.Split('\n')[0].Trim();
            return watch.Began ? SendResult.Unknown($"The connection was lost while the mail was handed over: {why}") : SendResult.ProviderDown(why);
        }
    }

    /// <summary>What the server says of the mail or of its reader is about that one; of anything else about all.</summary>
    private static SendResult OfRefusal(SmtpCommandException refused)
    {
        var why = $"{(int)refused.StatusCode} {refused.Message}".Trim();
        if (refused.ErrorCode is not (SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)) return SendResult.ProviderDown(why);
        return (int)refused.StatusCode >= 500 ? SendResult.Refused(why) : SendResult.Later(why);
    }

    private static async Task LeaveAsync(SmtpClient smtp)
    {
        try
        {
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await smtp.DisconnectAsync(quit: true, soon.Token);
        }
        catch (Exception failure) when (failure is ProtocolException or CommandException or IOException or SocketException or OperationCanceledException)
        {
            // It has the mail; how we part makes no difference.
        }
    }

    private bool IsTrusted(X509Certificate certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var given = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(given) && given.MatchesHostname(_options.Host);
    }

    private static X509Certificate2Collection Authorities(SmtpOptions options)
    {
        var authorities = new X509Certificate2Collection();
        if (options.CaFile is { Length: > 0 } file) authorities.ImportFromPemFile(file);
        return authorities;
    }

    private static SecureSocketOptions Options(SmtpSecurity security) => security switch
    {
        SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.None,
    };
}
