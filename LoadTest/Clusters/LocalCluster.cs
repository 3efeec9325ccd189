namespace Marquee.LoadTest.Clusters;

/// <summary>
/// PostgreSQL, the payment sandbox, silos and APIs as processes of this machine, on loopback, with the settings of
/// <c>docker-compose.yml</c>. Single processes can be added, stopped, killed, frozen and started again. Everything ends with this process.
/// </summary>
internal sealed partial class LocalCluster : IAsyncDisposable
{
    /// <summary>As long as compose waits for a container.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    private readonly LocalClusterOptions _options;
    private readonly string _folder;
    private readonly ClusterSettings _settings;
    private readonly List<ClusterNode> _nodes = [];
    private readonly ClusterPorts _ports;
    private readonly Lock _gate = new();

    private LocalCluster(LocalClusterOptions options, string folder, ClusterDatabase database)
    {
        (_options, _folder, Database) = (options, folder, database);
        _ports = new ClusterPorts(options.FirstApiPort);
        _settings = new ClusterSettings(database.App, database.Migrator, UrlAt(_ports.Sandbox()), UrlAt(_ports.Api(1)));
    }

    public ClusterDatabase Database { get; }

    /// <summary>All there were since the start, those that ended included.</summary>
    public IReadOnlyList<ClusterNode> Nodes
    {
        get
        {
            lock (_gate) return [.. _nodes];
        }
    }

    public IEnumerable<ClusterNode> Silos => Nodes.Where(node => node.Role == NodeRole.Silo);

    public IEnumerable<ClusterNode> Apis => Nodes.Where(node => node.Role == NodeRole.Api);

    public ClusterNode Sandbox => Nodes.Single(node => node.Role == NodeRole.Sandbox);

    /// <summary>Starts everything and waits until all of it is ready.</summary>
    /// <exception cref="ClusterException">A process did not start; says what it printed.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancellation = default)
    {
        var folder = Path.GetFullPath(options.Folder ?? Directory.CreateTempSubdirectory("marquee-cluster-").FullName);
        var logs = Path.Combine(folder, "logs");
        Directory.CreateDirectory(logs);
        var database = await ClusterDatabase.StartAsync(options.Database, folder, options.Folder is null, options.Progress, cancellation);
        // The folder is ours now. What the last cluster in it said is told apart from this one's by nobody.
        foreach (var log in Directory.EnumerateFiles(logs, "*.log")) File.Delete(log);
        var cluster = new LocalCluster(options, folder, database);
        try
        {
            await cluster.StartNodesAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts one more silo and waits until it takes part.</summary>
    public async Task<ClusterNode> AddSiloAsync(CancellationToken cancellation = default)
    {
        var silo = await BeginSiloAsync();
        await silo.ReadyAsync(cancellation);
        return silo;
    }

    /// <summary>Asks it to end, and kills it where it does not within a minute. Answers whether it ended by itself, without a failure.</summary>
    public static async Task<bool> StopAsync(ClusterNode node)
    {
        if (!node.IsRunning) return node.ExitCode == 0;
        node.Send(NodeSignal.Term);
        // One that was frozen hears nothing.
        node.Send(NodeSignal.Cont);
        using var patience = new CancellationTokenSource(StopPatience);
        try
        {
            await node.ExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            node.Send(NodeSignal.Kill);
            await node.ExitAsync();
        }

        return node.ExitCode == 0;
    }

    /// <summary>Sends it a signal, by default the end at once, and does not wait.</summary>
    public static void Kill(ClusterNode node, NodeSignal signal = NodeSignal.Kill) => node.Send(signal);

    /// <summary>Starts it where it was, on the same ports with the same settings, stopping it first where it runs.</summary>
    public static async Task RestartAsync(ClusterNode node, CancellationToken cancellation = default)
    {
        await StopAsync(node);
        await node.StartAsync();
        await node.ReadyAsync(cancellation);
    }

    /// <summary>APIs first, so that nobody asks silos that are going; the database last.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var role in new[] { NodeRole.Api, NodeRole.Silo, NodeRole.Sandbox })
        {
            if (Nodes.Any(node => node.Role == role && node.IsRunning)) _options.Progress($"Stopping {Told(role)}...");
            await Task.WhenAll(Nodes.Where(node => node.Role == role).Select(StopAsync));
        }

        foreach (var node in Nodes) node.Forget();
        if (Database.Server is not null) _options.Progress("Stopping PostgreSQL...");
        await Database.DisposeAsync();
        if (_options.Folder is null && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private static string Told(NodeRole role) => role switch { NodeRole.Api => "the APIs", NodeRole.Silo => "the silos", _ => "the payment sandbox" };
}
