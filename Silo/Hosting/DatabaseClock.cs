using Marquee.Silo.Postgres;
using Npgsql;
using Orleans.Runtime;

namespace Marquee.Silo.Hosting;

/// <summary>
/// The database's time, by which all silos of a cluster go, however their own clocks differ. A hold would end too early or too late where its
/// show moves to another silo; and silos judge by the times of a table whether others still write to it, so that one that was some seconds
/// ahead declared all others dead as they came up. Between two questions it counts on from what it was told, so that it does not jump where
/// the machine's clock is set.
/// </summary>
internal sealed class DatabaseClock(TimeProvider own) : TimeProvider
{
    private volatile Reading _last = new(own.GetUtcNow(), own.GetTimestamp());

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override long TimestampFrequency => own.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        var last = _last;
        return last.Time + own.GetElapsedTime(last.Taken);
    }

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    /// <summary>One that has asked before anything can ask it: Orleans activates nothing any more if it was late and goes back.</summary>
    public static async Task<DatabaseClock> StartAsync(TimeProvider own, string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var clock = new DatabaseClock(own);
        await clock.CompareAsync(database, CancellationToken.None);
        return clock;
    }

    /// <summary>Asks the database what time it is.</summary>
    public async Task CompareAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        // Before the question, or the time it takes to connect would be part of it.
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = new NpgsqlCommand("SELECT clock_timestamp()", connection);
        var (asked, began) = (GetUtcNow(), own.GetTimestamp());
        var theirs = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
        Set(asked, theirs, own.GetElapsedTime(began));
    }

    /// <summary>
    /// An answer tells the database's time as it was somewhere between question and answer. What that does not show to be wrong stays, so that
    /// a slow answer does not move the clock.
    /// </summary>
    internal void Set(DateTimeOffset asked, DateTimeOffset theirs, TimeSpan took)
    {
        if (theirs < asked || theirs > asked + took) _last = new(theirs + (took / 2), own.GetTimestamp());
    }

    private sealed record Reading(DateTimeOffset Time, long Taken);
}

/// <summary>Compares now and then: no two clocks are equally fast, and another server may take the database's place.</summary>
internal sealed partial class ClockComparison(DatabaseClock clock, NpgsqlDataSource database, ILogger<ClockComparison> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Period, clock);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.CompareAsync(database, stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                // What it knows stays good for long; a database that is away is somebody else's news.
                LogNotCompared(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The database did not tell its time")]
    private static partial void LogNotCompared(ILogger log, Exception failure);
}

internal static class DatabaseClockRegistration
{
    public static void AddDatabaseClock(this IServiceCollection services, DatabaseClock clock, string connectionString)
    {
        services.AddAppDatabase(connectionString);
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, clock);
        services.AddHostedService<ClockComparison>();
    }
}
