using System.Net;
using Marquee.LoadTest.Faults.Proxies;
using Npgsql;

namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Every silo has its own way to the database, which can be made slow, held up and cut.</summary>
internal sealed class ProxiedGround : Ground
{
    private readonly Dictionary<int, TcpProxy> _ways = [];

    /// <summary>By the number of the silo.</summary>
    public IReadOnlyDictionary<int, TcpProxy> Ways => _ways;

    protected override IReadOnlyDictionary<string, string> SiloSettings(int number)
    {
        var server = new NpgsqlConnectionStringBuilder(Database.AppConnectionString);
        var way = _ways[number] = new TcpProxy(new IPEndPoint(IPAddress.Parse(server.Host!), server.Port));
        (server.Host, server.Port, server.MaxPoolSize) = ("127.0.0.1", way.Port, 20);
        return new Dictionary<string, string> { ["ConnectionStrings:Marquee"] = server.ConnectionString };
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var way in _ways.Values) await way.DisposeAsync();
        await base.DisposeAsync();
    }
}
