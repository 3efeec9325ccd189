using Marquee.Silo.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Reads;

/// <summary>
/// Looks now and then how late the standby is, and has the catalogue read from it while that is not too much. Late is how long ago the
/// primary was where the standby is now: by its own clock no standby can tell it while nothing is written, or while it is cut off.
/// </summary>
internal sealed partial class StandbyWatch(
    ReadDatabase reads, ReadMetrics metrics, IOptions<ReadsOptions> options, TimeProvider clock, ILogger<StandbyWatch> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private const int MostKept = 1_024;

    // Where the primary was, oldest first.
    private readonly Queue<(long At, NpgsqlLogSequenceNumber Place)> _primary = [];
    private bool _used;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (reads.Standby is null) return;
        while (!stoppingToken.IsCancellationRequested)
        {
            var lag = await LagAsync(stoppingToken);
            metrics.Lag(lag);
            Use(lag <= options.Value.MostLag);
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Null where it cannot be told, or nothing but the primary answers.</summary>
    private async Task<TimeSpan?> LagAsync(CancellationToken stopping)
    {
        var now = clock.GetTimestamp();
        var primary = await AskAsync(reads.Primary, "SELECT pg_current_wal_lsn() WHERE NOT pg_is_in_recovery()", stopping);
        var standby = await AskAsync(reads.Standby!, "SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE '0/0' END", stopping);
        if (standby is not { } replayed) return null;
        // Without the primary that is all there is, a standby or one that has taken over.
        if (primary is not { } written) return TimeSpan.Zero;
        if (replayed == default) return null;
        _primary.Enqueue((now, written));
        if (_primary.Count > MostKept) _primary.Dequeue();
        while (_primary.TryPeek(out var oldest) && oldest.Place <= replayed) _primary.Dequeue();
        return _primary.TryPeek(out var first) ? clock.GetElapsedTime(first.At) : TimeSpan.Zero;
    }

    private async Task<NpgsqlLogSequenceNumber?> AskAsync(NpgsqlDataSource source, string sql, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        try
        {
#pragma warning disable CA2100 // Two constants.
            await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
            return await command.ExecuteScalarAsync(either.Token) as NpgsqlLogSequenceNumber?;
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            return null;
        }
    }

    private void Use(bool standby)
    {
        reads.UseForCatalogue(standby);
        if (_used == standby) return;
        _used = standby;
        if (standby) LogUsed(log);
        else LogLeft(log);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The catalogue is read from the standby")]
    private static partial void LogUsed(ILogger log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The standby is away or too late; the catalogue is read from the primary")]
    private static partial void LogLeft(ILogger log);
}
