using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace Marquee.Tests.Notifications;

/// <summary>
/// A mail server that speaks SMTP over TCP, with STARTTLS and a login, and does to a mail what its address asks for: <c>refuse-</c>,
/// <c>busy-</c> (once), <c>content-</c> (refused after it was handed over), <c>cut-</c> (gone before it is handed over), <c>lost-</c> (taken, and
/// gone without an answer) and <c>stall-</c> (taken, and never an answer).
/// </summary>
internal sealed partial class SmtpReceiver : IAsyncDisposable
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
}
