using System.Globalization;
using Marquee.LoadTest.Load;
using Marquee.LoadTest.Peers;
using Marquee.Silo.Hosting;

namespace Marquee.LoadTest.Comparison;

/// <summary>What would be built in Marquee's place: a web server in front of the same PostgreSQL, with or without Redis.</summary>
internal sealed class PeerSide : Side
{
    private const int MostRedisShows = 200;

    private readonly ChildProcess _process;
    private readonly PeerDatabase _database;
    private int _shows;

    private PeerSide(
        string name, int port, ChildProcess process, string connectionString, PeerDatabase database, RedisServer? redis,
        IReadOnlyDictionary<string, Func<double>> processes, int customers)
    {
        (Name, Port, _process, ConnectionString, _database, Redis, Processes) = (name, port, process, connectionString, database, redis, processes);
        Callers = [.. Enumerable.Range(1, customers).Select(customer => $"X-Customer: c{customer}\r\n")];
    }

    public override string Name { get; }

    public string ConnectionString { get; }

    /// <summary>Null where holds are rows too.</summary>
    public RedisServer? Redis { get; }

    public override int Port { get; }

    /// <summary>With Redis a hold alone is no row anywhere.</summary>
    public override string HoldPath => Redis is null ? base.HoldPath : "/v1/holds";

    public override int MostHolds => Redis is null ? 15_000 : 60_000;

    public override int MostBookings => 6_000;

    public override IReadOnlyList<string> Callers { get; }

    public override IReadOnlyDictionary<string, Func<double>> Processes { get; }

    public static async Task<PeerSide> StartAsync(Database server, bool withRedis, int customers)
    {
        var name = withRedis ? "redis" : "postgres";
        var connectionString = await server.CreateAsync($"peer_{name}");
        var database = await PeerDatabase.CreateAsync(connectionString);
        await database.FillAsync(customers);
        var redis = withRedis ? await RedisServer.StartAsync() : null;
        var port = FreePort.Next();
        List<string> arguments = ["serve", name, "--port", port.ToString(CultureInfo.InvariantCulture), "--database", connectionString];
        if (redis is not null) arguments.AddRange("--redis", redis.Address);
        var process = await ChildProcess.StartAsync(typeof(PeerSide).Assembly.Location, arguments, [], "ready");
        var processes = new Dictionary<string, Func<double>> { ["web server"] = () => ProcessTime.SecondsOf(process.Id), ["PostgreSQL"] = server.Seconds };
        if (redis is not null) processes["Redis"] = () => ProcessTime.SecondsOf(redis.ProcessId);
        return new PeerSide(withRedis ? "Redis and PostgreSQL" : "PostgreSQL rows", port, process, connectionString, database, redis, processes, customers);
    }

    public override async Task<IReadOnlyList<string>> OpenShowsAsync(int count)
    {
        var first = _shows + 1;
        _shows += count;
        // Redis knows no shows, so only as many need rows as can be booked.
        await _database.AddShowsAsync(first, Redis is null ? count : Math.Min(count, MostRedisShows), Hall.Large.Rows, Hall.Large.SeatsInRow);
        await _database.SettleAsync();
        return [.. Enumerable.Range(first, count).Select(show => $"s{show}")];
    }

    public override Task RestAsync() => Task.CompletedTask;

    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var wrong = await _database.CheckAsync();
        var there = await _database.ConfirmedAsync();
        return Confirmed.All(id => there.Contains(Guid.Parse(id))) ? wrong : [.. wrong, "A booking that a client was told is confirmed is not."];
    }

    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _database.DisposeAsync();
        if (Redis is not null) await Redis.DisposeAsync();
    }
}
