using System.Net;
using Marquee.LoadTest.Faults.Proxies;
using Marquee.Silo.Hosting;
using Npgsql;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Every silo has its own way to the database, and the others theirs to it, which can be made slow, held up and cut.</summary>
internal sealed class ProxiedGround : Ground
{
    private readonly Dictionary<int, TcpProxy> _ways = [];
    private readonly Dictionary<int, TcpProxy> _doors = [];

    /// <summary>By the number of the silo.</summary>
    public IReadOnlyDictionary<int, TcpProxy> Ways => _ways;

    /// <summary>Through which other silos reach each of them, by its number.</summary>
    public IReadOnlyDictionary<int, TcpProxy> Doors => _doors;

    protected override IReadOnlyDictionary<string, string> SiloSettings(int number, int port)
    {
        var server = new NpgsqlConnectionStringBuilder(Database.AppConnectionString);
        var way = _ways[number] = new TcpProxy(new IPEndPoint(IPAddress.Parse(server.Host!), server.Port));
        (server.Host, server.Port, server.MaxPoolSize) = ("127.0.0.1", way.Port, 20);
        var listens = FreePort.Next();
        _doors[number] = new TcpProxy(new IPEndPoint(IPAddress.Loopback, listens), port);
        return new Dictionary<string, string> { ["ConnectionStrings:Marquee"] = server.ConnectionString, ["Cluster:SiloListeningPort"] = $"{listens}" };
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var way in _ways.Values.Concat(_doors.Values)) await way.DisposeAsync();
        await base.DisposeAsync();
    }
}
