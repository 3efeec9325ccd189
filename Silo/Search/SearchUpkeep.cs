using Marquee.Movies;
using Marquee.Search.Domain;
using Marquee.Silo.Copies;
using Marquee.Silo.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Outbox;
using Marquee.Silo.Theaters;
using Marquee.Storage;
using Marquee.Theaters;
using Npgsql;

namespace Marquee.Silo.Search;

/// <summary>
/// Folds again what was folded by other rules, or not at all: rows that an older release wrote, before this one or beside it. Looks at the
/// start and now and then.
/// </summary>
internal sealed partial class SearchUpkeep(NpgsqlDataSource database, OutboxSignal signal, TimeProvider clock, ILogger<SearchUpkeep> log) : BackgroundService
{
    private const int AtOnce = 250;
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private const string Movies = "SELECT id, version, document FROM movie_view WHERE NOT removed AND folded <> version * 1000 + $1 LIMIT $2";
    private const string Theaters = "SELECT id, version, document, screens FROM theater_view WHERE NOT removed AND folded <> version * 1000 + $1 LIMIT $2";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await FoldAllAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                LogInterrupted(log, failure);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    internal async Task FoldAllAsync(CancellationToken cancellation)
    {
        while (await FoldAsync(Movies, Movie, cancellation) || await FoldAsync(Theaters, Theater, cancellation)) { }
    }

    private static void Movie(NpgsqlBatch batch, NpgsqlDataReader row) =>
        MovieProjection.AddTo(batch, [new WrittenMovie(row.GetString(0), row.GetInt64(1), Events.Read<MovieDocument>(row.GetFieldValue<byte[]>(2)))]);

    private static void Theater(NpgsqlBatch batch, NpgsqlDataReader row) => TheaterProjection.AddTo(batch, new TheaterSaved(
        row.GetString(0), row.GetInt64(1), Events.Read<TheaterDetails>(row.GetFieldValue<byte[]>(2)), Events.Read<TheaterScreenSaved[]>(row.GetFieldValue<byte[]>(3))));

    /// <summary>True where there were some.</summary>
    private async Task<bool> FoldAsync(string sql, Action<NpgsqlBatch, NpgsqlDataReader> write, CancellationToken cancellation)
    {
        await using var batch = database.CreateBatch();
#pragma warning disable CA2100 // One of two constants.
        await using (var command = database.CreateCommand(sql))
#pragma warning restore CA2100
        {
            command.Parameters.With(Folding.Version).With(AtOnce);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) write(batch, reader);
        }

        if (batch.BatchCommands.Count == 0) return false;
        await batch.ExecuteNonQueryAsync(cancellation);
        signal.Notify(CatalogueTeller.Signal);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rows of an older release could not be made searchable now")]
    private static partial void LogInterrupted(ILogger log, Exception failure);
}
