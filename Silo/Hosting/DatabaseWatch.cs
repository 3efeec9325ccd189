using Npgsql;

namespace Marquee.Silo.Hosting;

/// <summary>Whether a silo alone has lost the database: again and again, since it may be the last to hear that it is back.</summary>
internal sealed class AloneWithoutDatabase
{
    public const int Times = 5;

    private int _times;

    public bool Is(bool reaches, bool othersReach) => (_times = reaches || !othersReach ? 0 : _times + 1) >= Times;
}

/// <summary>
/// A silo that cannot reach the database keeps its grains from everybody, because it is alive and stays their home. Where others reach it and
/// this one has not for a while, it ends: they find it dead within seconds, and its grains are with them. Where nobody does, all stay.
/// </summary>
internal sealed class DatabaseWatch(string connectionString, DatabaseReach reach, OtherSilos others, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    // Not of the pool: a pool that is used up says nothing about the database.
    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false, Timeout = 2, CommandTimeout = 2, CancellationTimeout = -1,
    }.ConnectionString;

    private NpgsqlConnection? _connection;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var alone = new AloneWithoutDatabase();
        using var tick = new PeriodicTimer(Period, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            var reaches = await AskAsync(stoppingToken);
            if (reaches) reach.Heard();
            // At once, and not in order: nothing that it could still write would land, and whoever waits for its grains is served the sooner.
            if (alone.Is(reaches, !reaches && await others.AnyReachesDatabaseAsync()))
                Environment.FailFast("This silo does not reach the database while others do. It ends, so that they can do its work.");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (_connection is not null) await _connection.DisposeAsync();
    }

    private async Task<bool> AskAsync(CancellationToken cancellation)
    {
        try
        {
            if (_connection is null)
            {
                _connection = new NpgsqlConnection(_connectionString);
                await _connection.OpenAsync(cancellation);
            }

            await using var command = new NpgsqlCommand("SELECT 1", _connection);
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (NpgsqlException)
        {
            if (_connection is not null) await _connection.DisposeAsync();
            _connection = null;
            return false;
        }
    }
}

internal static class DatabaseWatchRegistration
{
    public static void AddDatabaseWatch(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton<DatabaseReach>();
        services.AddSingleton<OtherSilos>();
        services.AddGrainService<DatabaseWitness>();
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DatabaseWatch>(provider, connectionString));
    }
}
