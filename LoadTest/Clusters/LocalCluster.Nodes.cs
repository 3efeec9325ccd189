namespace Marquee.LoadTest.Clusters;

/// <content>What its processes are, where they are, and what they are told.</content>
internal sealed partial class LocalCluster
{
    private async Task StartNodesAsync(CancellationToken cancellation)
    {
        _options.Progress($"Starting the payment sandbox, {_options.Silos} silos and {_options.Apis} APIs...");
        await BeginAsync(new ClusterNode(NodeRole.Sandbox, 1, _settings.Sandbox, LogOf("sandbox"), With(_settings.OfSandbox(), _options.Sandbox)));
        for (var silo = 0; silo < _options.Silos; silo++) await BeginSiloAsync();
        for (var api = 1; api <= _options.Apis; api++) await BeginApiAsync(api);
        await Task.WhenAll(Nodes.Select(node => node.ReadyAsync(cancellation)));
    }

    private async Task<ClusterNode> BeginSiloAsync()
    {
        var number = Silos.Count() + 1;
        var (url, ports) = (UrlAt(_ports.SiloHttp(number)), _ports.Silo(number));
        var settings = _settings.OfSilo(url, ports.Silo, ports.Gateway);
        if (number == 1)
            foreach (var (name, value) in ClusterSettings.OfFirstSilo(_options.Demo, _options.FirstAdmin)) settings[name] = value;
        return await BeginAsync(new ClusterNode(NodeRole.Silo, number, url, LogOf($"silo-{number}"), With(With(settings, _options.Silo), _options.SiloOf(number, ports.Silo))) { Ports = ports });
    }

    private async Task BeginApiAsync(int number)
    {
        var url = number == 1 ? _settings.Webhooks : UrlAt(_ports.Api(number));
        await BeginAsync(new ClusterNode(NodeRole.Api, number, url, LogOf($"api-{number}"), With(_settings.OfApi(url), _options.Api)));
    }

    private async Task<ClusterNode> BeginAsync(ClusterNode node)
    {
        node.Version = _options.Version;
        lock (_gate) _nodes.Add(node);
        await node.StartAsync();
        return node;
    }

    private string LogOf(string name) => Path.Combine(_folder, "logs", $"{name}.log");

    private static Dictionary<string, string> With(Dictionary<string, string> settings, IReadOnlyDictionary<string, string> more)
    {
        foreach (var (name, value) in more) settings[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return settings;
    }

    private static Uri UrlAt(int port) => new($"http://localhost:{port}");
}
