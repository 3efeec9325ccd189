using System.Globalization;
using Marquee.LoadTest.Load;
using Marquee.Silo.Hosting;
using Npgsql;

namespace Marquee.LoadTest.Comparison;

/// <summary>Orleans and the product's storage with next to nothing on them: what virtual actors and rows in batches can do at most.</summary>
internal sealed class ActorsSide : Side
{
    private const string Written = "SELECT grain_key FROM grain_state WHERE grain_type = 'actor-booking/booking' AND version = 2";

    private readonly ChildProcess _process;
    private readonly NpgsqlDataSource _database;
    private int _shows;

    private ActorsSide(ChildProcess process, NpgsqlDataSource database, int port, int customers, Func<double> server)
    {
        (_process, _database, Port) = (process, database, port);
        Callers = [.. Enumerable.Range(1, customers).Select(customer => $"X-Customer: c{customer}\r\n")];
        Processes = new Dictionary<string, Func<double>> { ["web server and grains"] = () => ProcessTime.SecondsOf(process.Id), ["PostgreSQL"] = server };
    }

    public override string Name => "bare Orleans and storage";

    public override int Port { get; }

    public override int MostHolds => 40_000;

    public override int MostBookings => 20_000;

    public override bool HasSeatMaps => false;

    public override IReadOnlyList<string> Callers { get; }

    public override IReadOnlyDictionary<string, Func<double>> Processes { get; }

    public static async Task<ActorsSide> StartAsync(Database server, int customers)
    {
        var connectionString = await server.CreateAsync("actors");
        await DatabaseStart.MigrateAsync(connectionString, TimeProvider.System, CancellationToken.None);
        var port = FreePort.Next();
        string[] arguments = ["serve", "actors", "--port", port.ToString(CultureInfo.InvariantCulture), "--database", connectionString];
        var process = await ChildProcess.StartAsync(typeof(ActorsSide).Assembly.Location, arguments, [], "ready");
        return new ActorsSide(process, NpgsqlDataSource.Create(connectionString), port, customers, server.Seconds);
    }

    public override async Task<IReadOnlyList<string>> OpenShowsAsync(int count)
    {
        var first = _shows + 1;
        _shows += count;
        await Database.SettleAsync(_database);
        return [.. Enumerable.Range(first, count).Select(show => $"s{show}")];
    }

    public override Task RestAsync() => Task.CompletedTask;

    public override async Task<IReadOnlyList<string>> CheckAsync()
    {
        var there = new HashSet<string>();
        await using var command = _database.CreateCommand(Written);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) there.Add(reader.GetString(0));
        return Confirmed.All(there.Contains) ? [] : ["A booking that a client was told is confirmed is not."];
    }

    public override async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await _database.DisposeAsync();
    }
}
