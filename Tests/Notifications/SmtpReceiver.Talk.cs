using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using MimeKit;

namespace Marquee.Tests.Notifications;

/// <summary>What it says and hears.</summary>
internal sealed partial class SmtpReceiver
{
    /// <summary>One conversation. RFC 5321.</summary>
    private sealed class SmtpTalk(SmtpReceiver server, TcpClient client, CancellationToken end)
    {
        private Stream _stream = client.GetStream();
        private string _to = "";
        private bool _secure;
        private bool _signedIn;

        public async Task RunAsync()
        {
            await SayAsync("220 test ESMTP");
            while (await ReadAsync() is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "QUIT")
                {
                    await SayAsync("221 bye");
                    return;
                }

                if (!await AnswerAsync(verb, line)) return;
            }
        }

        /// <summary>False where it hangs up.</summary>
        private async Task<bool> AnswerAsync(string verb, string line)
        {
            switch (verb)
            {
                case "EHLO":
                    await SayAsync(_secure ? "250-test\r\n250 AUTH PLAIN LOGIN" : "250-test\r\n250 STARTTLS");
                    return true;
                case "STARTTLS":
                    await SayAsync("220 go on");
                    var secured = new SslStream(_stream);
                    await secured.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = server._certificate }, end);
                    (_stream, _secure) = (secured, true);
                    return true;
                case "AUTH":
                    _signedIn = line.EndsWith(Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}")), StringComparison.Ordinal);
                    await SayAsync(_signedIn ? "235 welcome" : "535 who are you");
                    return true;
                case "MAIL":
                    await SayAsync(_signedIn ? "250 ok" : "530 sign in first");
                    return true;
                case "RCPT":
                    await SayAsync(Recipient(line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.LastIndexOf('>')]));
                    return true;
                case "DATA":
                    return await TakeAsync();
                default:
                    await SayAsync("250 ok");
                    return true;
            }
        }

        private string Recipient(string to)
        {
            _to = to;
            var tries = server._tries.AddOrUpdate(to, 1, (_, count) => count + 1);
            if (to.StartsWith("refuse-", StringComparison.Ordinal)) return "550 no such user";
            return to.StartsWith("busy-", StringComparison.Ordinal) && tries == 1 ? "451 come back later" : "250 ok";
        }

        private async Task<bool> TakeAsync()
        {
            if (_to.StartsWith("cut-", StringComparison.Ordinal)) return false;
            await SayAsync("354 go ahead");
            var text = new StringBuilder();
            while (await ReadAsync() is { } line && line != ".") text.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
            if (_to.StartsWith("content-", StringComparison.Ordinal))
            {
                await SayAsync("554 we do not like it");
                return true;
            }

            server._mails.Enqueue((_to, await MimeMessage.LoadAsync(new MemoryStream(Encoding.Latin1.GetBytes(text.ToString())), end)));
            if (_to.StartsWith("lost-", StringComparison.Ordinal) || _to.StartsWith("stall-", StringComparison.Ordinal)) server.Taken.TrySetResult();
            if (_to.StartsWith("lost-", StringComparison.Ordinal)) return false;
            if (_to.StartsWith("stall-", StringComparison.Ordinal)) await Task.Delay(Timeout.Infinite, end);
            await SayAsync("250 taken");
            return true;
        }

        private async Task SayAsync(string line)
        {
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), end);
            await _stream.FlushAsync(end);
        }

        private readonly byte[] _buffer = new byte[16_384];
        private int _at;
        private int _filled;

        private async Task<string?> ReadAsync()
        {
            var line = new List<byte>();
            while (true)
            {
                if (_at == _filled)
                {
                    (_at, _filled) = (0, await _stream.ReadAsync(_buffer, end));
                    if (_filled == 0) return null;
                }

                var each = _buffer[_at++];
                if (each == '\n') return Encoding.Latin1.GetString([.. line]).TrimEnd('\r');
                line.Add(each);
            }
        }
    }
}
