using System.Net;
using System.Net.Sockets;

namespace Marquee.Silo.Postgres.Private;

/// <summary>The server on a cluster, guarded by this process: started with patience, stopped in any case.</summary>
internal sealed class OwnedServer(Cluster cluster, PrivatePostgresOptions options, DataFolder data)
{
    private const int Attempts = 20;
    private OwnerGuard? _guard;

    /// <summary>Port of the last start.</summary>
    public int Port { get; private set; }

    /// <param name="port">The port, or null for one that is free.</param>
    public async Task StartAsync(int? port, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            Port = port ?? FreePort();
            var start = await cluster.StartAsync(Port, options.Settings, cancellation);
            if (start.Succeeded) break;
            // A free port may be taken between the asking and the start; backends of a server that was killed may take a moment to leave.
            var mayPass = start.IsStillEnding || (start.PortIsTaken && port is null);
            if (!mayPass || attempt == Attempts)
                throw new PostgresUnavailableException($"PostgreSQL did not start in {data.Root} on port {Port} ({start.Reason}); its log is {start.Log}.");
            await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation);
        }

        if (await cluster.FindServerAsync(cancellation) is { } server)
            _guard = OwnerGuard.Start(server, options.Ephemeral ? data.Root : null);
    }

    public async Task StopAsync(bool immediately, CancellationToken cancellation)
    {
        await cluster.StopAsync(immediately, cancellation);
        _guard?.Dispose();
        _guard = null;
    }

    /// <summary>Leaves the server as a killed process does.</summary>
    internal void Abandon() => _guard?.Abandon();

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
