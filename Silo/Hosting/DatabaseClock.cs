using Marquee.Silo.Postgres;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;
using Orleans.Runtime;

namespace Marquee.Silo.Hosting;

/// <summary>
/// The database's time, for membership. Silos judge by the times of a table whether others still write to it: by clocks of their own, one
/// that was some seconds ahead declared all others dead as they came up.
/// </summary>
internal sealed class DatabaseClock(TimeProvider own) : TimeProvider
{
    private long _ahead;

    public override TimeZoneInfo LocalTimeZone => own.LocalTimeZone;

    public override long TimestampFrequency => own.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => own.GetUtcNow() + new TimeSpan(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => own.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => own.CreateTimer(callback, state, dueTime, period);

    /// <summary>Asks the database what time it is.</summary>
    public async Task CompareAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT clock_timestamp()");
        var asked = own.GetUtcNow();
        var theirs = new DateTimeOffset((DateTime)(await command.ExecuteScalarAsync(cancellation))!);
        Volatile.Write(ref _ahead, (theirs - asked).Ticks);
    }
}

/// <summary>Compares before the silo joins, and now and then after: clocks of machines are set while they run.</summary>
internal sealed partial class ClockComparison(DatabaseClock clock, NpgsqlDataSource database, TimeProvider own, ILogger<ClockComparison> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.CompareAsync(database, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var tick = new PeriodicTimer(Period, own);
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
    /// <summary>Before Orleans is added, so that the clocks are compared before the silo joins.</summary>
    public static void AddDatabaseClock(this IServiceCollection services, string connectionString)
    {
        services.AddAppDatabase(connectionString);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DatabaseClock>();
        services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Membership, (provider, _) => provider.GetRequiredService<DatabaseClock>());
        services.AddHostedService<ClockComparison>();
    }
}
