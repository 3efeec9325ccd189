using System.Net;
using System.Net.Sockets;

namespace Marquee.LoadTest.Clusters;

/// <summary><c>LoadTest cluster</c>: a cluster that runs until it is told to stop, and changes when it is told to.</summary>
internal sealed class RunningCluster(LocalCluster cluster, TextWriter output)
{
    private readonly HashSet<ClusterNode> _told = [];

    /// <exception cref="ClusterException">It cannot be, or not here; says why.</exception>
    public static async Task<int> RunAsync(ClusterOptions options, TextWriter output)
    {
        var data = Path.GetFullPath(options.Data);
        if (options.Command is { } command) return await ControlLine.TellAsync(data, command, output) ? 0 : 1;
        using var interrupt = new Interrupt();
        ThrowIfTaken(options);
        using var line = await ControlLine.ListenAsync(data);
        try
        {
            await using var cluster = await LocalCluster.StartAsync(Wanted(options, data, output), interrupt.Token);
            await new RunningCluster(cluster, output).ServeAsync(line, interrupt.Token);
        }
        catch (OperationCanceledException) when (interrupt.Token.IsCancellationRequested)
        {
            // As it was told.
        }

        return 0;
    }

    private static LocalClusterOptions Wanted(ClusterOptions options, string data, TextWriter output) => new()
    {
        Silos = options.Silos, Apis = options.Apis, FirstApiPort = options.Port, Folder = data, Demo = options.Demo, Progress = output.WriteLine,
        Database = Variable("ConnectionStrings__Marquee") is { } app ? new GivenDatabase(app, Variable("ConnectionStrings__MarqueeMigrator") ?? app) : null,
    };

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static void ThrowIfTaken(ClusterOptions options)
    {
        foreach (var port in Enumerable.Range(options.Port, options.Apis))
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw new ClusterException($"Port {port} cannot be used; choose another one with --port.");
            }
        }
    }

    private async Task ServeAsync(Socket line, CancellationToken cancellation)
    {
        await output.WriteLineAsync(ClusterTable.Of(cluster));
        await output.WriteLineAsync($"Marquee is ready at {string.Join(" and ", cluster.Apis.Select(api => api.Url.GetLeftPart(UriPartial.Authority)))}");
        await Task.WhenAll(ControlLine.ServeAsync(line, ObeyAsync, cancellation), WatchAsync(cancellation));
    }

    /// <summary>Says of every process that ended by itself.</summary>
    private async Task WatchAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
            foreach (var node in cluster.Nodes)
            {
                if (node.IsRunning) _told.Remove(node);
                else if (_told.Add(node)) await output.WriteLineAsync($"{node.Name} has ended with {node.ExitCode}; what it said is in {node.Log}");
            }
        }
    }

    private async Task<string> ObeyAsync(ClusterCommand command)
    {
        switch (command.Verb)
        {
            case ClusterVerb.AddSilo:
                await cluster.AddSiloAsync();
                break;
            case ClusterVerb.StopSilo:
                if (!await LocalCluster.StopAsync(SiloOf(command))) throw new ClusterException($"silo-{command.Silo} did not end as it should.");
                break;
            case ClusterVerb.StartSilo:
                if (SiloOf(command).IsRunning) throw new ClusterException($"silo-{command.Silo} runs.");
                await LocalCluster.RestartAsync(SiloOf(command));
                break;
        }

        return ClusterTable.Of(cluster);
    }

    private ClusterNode SiloOf(ClusterCommand command) =>
        cluster.Silos.FirstOrDefault(silo => silo.Number == command.Silo) ?? throw new ClusterException($"There is no silo-{command.Silo}.");
}
