using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Marquee.Tests.Notifications;

/// <summary>
/// A mail server that speaks SMTP over TCP, with STARTTLS and a login, and does to a mail what its address asks for: <c>refuse-</c>,
/// <c>busy-</c> (once), <c>content-</c> (refused after it was handed over), <c>cut-</c> (gone before it is handed over), <c>lost-</c> (taken, and
/// gone without an answer) and <c>stall-</c> (taken, and never an answer).
/// </summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    public const string User = "mailer";
    public const string Password = "a password for mail";
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentQueue<(string To, MimeMessage Mail)> _mails = new();
    private readonly ConcurrentDictionary<string, int> _tries = new();
    private readonly ConcurrentDictionary<Task, bool> _talks = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly Task _accepting;

    public SmtpReceiver()
    {
        _listener.Start();
        CaFile = Path.GetTempFileName();
        File.WriteAllText(CaFile, _certificate.ExportCertificatePem());
        _accepting = AcceptAsync();
    }

    public static Task<SmtpReceiver> StartAsync() => Task.FromResult(new SmtpReceiver());

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The certificate, for who is to trust it.</summary>
    public string CaFile { get; }

    /// <summary>True while new connections are taken and hear nothing.</summary>
    public bool Silent { get; set; }

    /// <summary>Done once a connection came while it was silent.</summary>
    public TaskCompletionSource Ignored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done once a mail was taken to an address that gets no answer.</summary>
    public TaskCompletionSource Taken { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<MimeMessage> To(string address) => [.. _mails.Where(mail => mail.To == address).Select(mail => mail.Mail)];

    /// <summary>How often somebody named the address.</summary>
    public int Tries(string address) => _tries.GetValueOrDefault(address);

    /// <summary>Waits for so many mails to the address.</summary>
    public async Task<IReadOnlyList<MimeMessage>> UntilAsync(string address, int count = 1)
    {
        await Wait.UntilAsync(() => To(address).Count >= count, $"There are {To(address).Count} mails to {address}, not {count}.");
        return To(address);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_talks.Keys);
        _certificate.Dispose();
        _end.Dispose();
        File.Delete(CaFile);
    }

    private async Task AcceptAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                _talks[TalkAsync(client)] = true;
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                if (Silent)
                {
                    Ignored.TrySetResult();
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await new SmtpTalk(this, client, _end.Token).RunAsync();
            }
            catch (Exception over) when (over is OperationCanceledException or IOException or SocketException)
            {
                // The other side is gone, or we are.
            }
        }
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

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

/// <summary>Waits as long as a slow machine may need.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static Task UntilAsync(Func<bool> reached, string otherwise) => UntilAsync(() => Task.FromResult(reached()), () => otherwise);

    public static async Task UntilAsync(Func<Task<bool>> reached, Func<string> otherwise)
    {
        var began = System.Diagnostics.Stopwatch.StartNew();
        while (!await reached())
        {
            if (began.Elapsed > Patience) throw new TimeoutException(otherwise());
            await Task.Delay(20);
        }
    }
}
