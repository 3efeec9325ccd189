using System.Collections.Concurrent;
using System.Net.Sockets;

namespace Marquee.Tests.Hostile;

/// <summary>Sends requests over a few connections at once and gathers what was wrong with the answers.</summary>
internal sealed class Fuzzer(Uri url, RequestMaker maker, int seed)
{
    private const int Connections = 24;
    private const int MostFaults = 20;
    private const int MostRead = 65_536;
    private const int MostResets = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, string> _faults = [];
    private int _next;

    public Coverage Coverage { get; } = new();

    /// <summary>One of each kind.</summary>
    public IReadOnlyCollection<string> Faults => [.. _faults.Values];

    /// <summary>Goes on to the request with the number <paramref name="end"/>, exclusive; stops early where enough is wrong.</summary>
    public Task RunToAsync(int end) => Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(() => WorkAsync(end))));

    private async Task WorkAsync(int end)
    {
        RawConnection? connection = null;
        while (_faults.Count < MostFaults && Take(end) is { } number) connection = await TryAsync(maker.Make(number), connection);
        connection?.Dispose();
    }

    private int? Take(int end)
    {
        var number = Interlocked.Increment(ref _next) - 1;
        if (number < end) return number;
        Interlocked.Decrement(ref _next);
        return null;
    }

    /// <summary>Answers the connection where it can be used again.</summary>
    private async Task<RawConnection?> TryAsync(HostileRequest request, RawConnection? used, int resets = 0)
    {
        var connection = used;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            connection ??= await RawConnection.OpenAsync(url, patience.Token);
            var answer = await connection.SendAsync(request.Bytes(), request.Method == "HEAD", patience.Token);
            Coverage.Add(request, answer.Status);
            if (Verdict.FaultOf(request, answer) is { } fault) Report(request, fault, $"{answer.Status} {answer.Text}");
            if (!answer.Closed) return connection;
        }
        catch (OperationCanceledException)
        {
            Report(request, "is not answered in time", $"{Patience}");
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or FormatException or SocketException)
        {
            // The server may end a connection after any answer; a request that came too late for it is sent anew.
            if (used is not null)
            {
                used.Dispose();
                return await TryAsync(request, null);
            }

            // One that refuses what is still being sent resets the connection, and that may overtake its answer on the way.
            if (request.Body.Length > MostRead && resets < MostResets)
            {
                connection?.Dispose();
                return await TryAsync(request, null, resets + 1);
            }

            if (!request.BreaksHttp) Report(request, "is not answered", failure.Message);
        }

        connection?.Dispose();
        return null;
    }

    private void Report(HostileRequest request, string fault, string more) => _faults.TryAdd(
        $"{request.Operation.Name} {fault}",
        $"Seed {seed}, request {request.Number}, {request.Operation.Name} as {request.Who}: {fault}: {more}\n{request}\n");
}
