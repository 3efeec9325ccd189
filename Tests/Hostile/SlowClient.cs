using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace Marquee.Tests.Hostile;

/// <summary>A client that holds a connection for as long as it is let.</summary>
internal sealed class SlowClient(TcpClient client) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A server that holds a connection for this long holds it for ever, as far as a test is concerned.</summary>
    private static readonly TimeSpan ForEver = TimeSpan.FromSeconds(20);
    private readonly Stopwatch _age = Stopwatch.StartNew();

    public static async Task<SlowClient> ConnectAsync(Uri url)
    {
        var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port);
        return new SlowClient(client);
    }

    /// <summary>Sends <paramref name="now"/> at once and <paramref name="slowly"/> byte by byte, each second one.</summary>
    /// <returns>How long the server held the connection, and what it said.</returns>
    public async Task<(TimeSpan Held, string Answer)> HoldAsync(string now, string slowly, bool halfClose = false)
    {
        using var ended = new CancellationTokenSource();
        var writing = WriteAsync(now, slowly, halfClose, ended.Token);
        var answer = await ReadAsync();
        var held = _age.Elapsed;
        await ended.CancelAsync();
        await writing;
        return (held, answer);
    }

    private async Task WriteAsync(string now, string slowly, bool halfClose, CancellationToken ended)
    {
        try
        {
            await client.Client.SendAsync(Encoding.ASCII.GetBytes(now), ended);
            foreach (var letter in Encoding.ASCII.GetBytes(slowly))
            {
                await Task.Delay(Pause, ended);
                await client.Client.SendAsync(new[] { letter }, ended);
            }

            if (halfClose) client.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // The server has had enough.
        }
    }

    private async Task<string> ReadAsync()
    {
        var (answer, buffer) = (new StringBuilder(), new byte[4_096]);
        using var patience = new CancellationTokenSource(ForEver);
        try
        {
            while (await client.Client.ReceiveAsync(buffer, patience.Token) is > 0 and var read) answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException)
        {
            // Reset is an end as well; what was held for too long is seen by its time.
        }

        return answer.ToString();
    }

    public void Dispose() => client.Dispose();
}
