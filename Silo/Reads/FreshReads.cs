using Marquee.Bookings;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace Marquee.Silo.Reads;

/// <summary>
/// Opens what is read for people who know what they have done: it has what was saved before they asked, and the versions that they have seen.
/// A standby that is behind is given a moment, and then the primary is asked instead.
/// </summary>
internal sealed class FreshReads(ReadDatabase reads, ReadBarrier barrier, ReadMetrics metrics, IOptions<ReadsOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // A primary that does not answer must not make every read wait for it.
    private static readonly TimeSpan ForPrimary = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Avoided = TimeSpan.FromSeconds(5);

    private const int MostLost = 3;

    private const string HasVersions =
        """
        SELECT NOT EXISTS (
          SELECT
          FROM unnest($1, $2) AS seen (id, version)
          LEFT JOIN booking_view b ON b.id = seen.id AND ($3::text IS NULL OR b.customer = $3)
          WHERE coalesce(b.version, 0) < seen.version)
        """;

    private long _avoidedSince;

    /// <summary>
    /// Reads the catalogue, which waits for events as other reads do and may be as late as <see cref="ReadsOptions.MostLag"/> besides. A server
    /// that is lost on the way has another one asked.
    /// </summary>
    public async Task<T> CatalogueAsync<T>(Func<Task<T>> read)
    {
        if (reads.Standby is null)
        {
            await barrier.WaitAsync(Topics.Catalog);
            return await read();
        }

        await WrittenAsync([Topics.Catalog]);
        return await AgainAsync(read);
    }

    /// <summary>Reads again where the server was lost on the way: then its connections are known to be, and there is another.</summary>
    public async Task<T> AgainAsync<T>(Func<Task<T>> read)
    {
        for (var left = reads.Standby is null ? 0 : MostLost; ; left--)
        {
            try
            {
                return await read();
            }
            catch (NpgsqlException lost) when (left > 0 && (lost is not PostgresException refused || refused.SqlState.StartsWith("57P", StringComparison.Ordinal)))
            {
                // Of those that are named somebody may answer, whoever is gone.
                reads.UseForCatalogue(standby: true);
            }
        }
    }

    /// <summary>Null where a version that was asked for was not there in time.</summary>
    /// <param name="topics">Whose events must be in what is read.</param>
    /// <param name="seen">Versions that the reader knows of.</param>
    /// <param name="customer">Whose bookings these are; null for everybody's. A booking of somebody else is never there.</param>
    public async Task<NpgsqlConnection?> OpenAsync(string[] topics, IReadOnlyList<SeenBooking> seen, UserId? customer = null)
    {
        var began = clock.GetTimestamp();
        var connection = await OpenFreshAsync(topics);
        while (seen.Count > 0 && !await HasAsync(connection, seen, customer))
        {
            await connection.DisposeAsync();
            if (clock.GetElapsedTime(began) >= options.Value.VersionPatience)
            {
                metrics.VersionMissed();
                return null;
            }

            // Nothing is newer than the primary.
            await Task.Delay(Pause, clock);
            connection = await reads.Primary.OpenConnectionAsync();
        }

        return connection;
    }

    private async Task<NpgsqlConnection> OpenFreshAsync(string[] topics)
    {
        if (reads.Standby is not { } standby)
        {
            foreach (var topic in topics) await barrier.WaitAsync(topic);
            return await From("primary", reads.Primary.OpenConnectionAsync());
        }

        var (answered, written) = await WrittenAsync(topics);
        if (!answered) return await From("standby", standby.OpenConnectionAsync());
        return await TryOpenAsync(standby, written) is { } connection
            ? await From("standby", new(connection))
            : await From("primary", reads.Primary.OpenConnectionAsync());
    }

    /// <summary>A session on the standby, where there is one that has all that was written.</summary>
    private async Task<NpgsqlConnection?> TryOpenAsync(NpgsqlDataSource standby, NpgsqlLogSequenceNumber written)
    {
        NpgsqlConnection? connection = null;
        var keep = false;
        try
        {
            connection = await standby.OpenConnectionAsync();
            keep = await HasReplayedAsync(connection, written);
        }
        catch (NpgsqlException)
        {
            // No standby, or none any more.
        }
        finally
        {
            if (!keep && connection is not null) await connection.DisposeAsync();
        }

        return keep ? connection : null;
    }

    /// <summary>How far the primary has written what the reader may know of. False where it does not answer: then the standby is all there is.</summary>
    private async Task<(bool Answered, NpgsqlLogSequenceNumber Written)> WrittenAsync(string[] topics)
    {
        if (_avoidedSince != 0 && clock.GetElapsedTime(_avoidedSince) < Avoided) return default;
        using var patience = new CancellationTokenSource(ForPrimary, clock);
        try
        {
            foreach (var topic in topics) await barrier.WaitAsync(topic, patience.Token);
            await using var command = reads.Primary.CreateCommand("SELECT pg_current_wal_lsn()");
            var written = (NpgsqlLogSequenceNumber)(await command.ExecuteScalarAsync(patience.Token))!;
            _avoidedSince = 0;
            return (true, written);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException or TimeoutException)
        {
            _avoidedSince = clock.GetTimestamp();
            return default;
        }
    }

    private async Task<bool> HasReplayedAsync(NpgsqlConnection connection, NpgsqlLogSequenceNumber written)
    {
        for (var began = clock.GetTimestamp(); ; await Task.Delay(Pause, clock))
        {
            // One that is no standby any more may have gone its own way since, so it is not asked while the primary answers.
            await using var command = new NpgsqlCommand("SELECT pg_last_wal_replay_lsn() >= $1 WHERE pg_is_in_recovery()", connection);
            command.Parameters.WithNullable(written, NpgsqlDbType.PgLsn);
            if (await command.ExecuteScalarAsync() is not bool there) return false;
            if (there || clock.GetElapsedTime(began) >= Patience) return there;
        }
    }

    private static async Task<bool> HasAsync(NpgsqlConnection connection, IReadOnlyList<SeenBooking> seen, UserId? customer)
    {
        List<SeenBooking> all = [.. seen];
        await using var command = new NpgsqlCommand(HasVersions, connection);
        command.Parameters.WithTexts(all, one => one.Id.ToString()).WithEach(all, one => one.Version).WithText(customer?.ToString());
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private async Task<NpgsqlConnection> From(string where, ValueTask<NpgsqlConnection> opening)
    {
        metrics.Read(where);
        return await opening;
    }
}
