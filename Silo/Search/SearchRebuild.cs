using Marquee.Jobs;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Silo.Movies;
using Marquee.Silo.Postgres;
using Marquee.Silo.Shows;
using Marquee.Silo.Theaters;
using Marquee.Theaters;
using Npgsql;

namespace Marquee.Silo.Search;

/// <summary>
/// Writes everything that is searched again, as the grains have it. The relay goes on meanwhile; a row keeps the later version, whoever
/// writes it. Words that nothing has any more are forgotten at the end.
/// </summary>
internal sealed class SearchRebuild(NpgsqlDataSource database, IGrainFactory grains) : IDisposable
{
    private const int AtOnce = 250;
    private const int MostTries = 20;

    // Whatever has state, in either storage, and whatever has a row: one may lack the other.
    private const string Keys =
        """
        SELECT grain_key FROM grain_state WHERE grain_type = $1
        UNION
        SELECT grain_id_extension FROM orleans_state WHERE grain_id_extension LIKE $2
        UNION
        SELECT id FROM movie_view WHERE id LIKE $2
        UNION
        SELECT id FROM theater_view WHERE id LIKE $2
        UNION
        SELECT id FROM show_view WHERE id LIKE $2
        """;

    private readonly CancellationTokenSource _stop = new();

    public void Stop() => _stop.Cancel();

    public void Dispose() => _stop.Dispose();

    public async Task RunAsync(JobReports job)
    {
        var movies = await KeysAsync("movie/movie", MovieId.Prefix);
        var theaters = await KeysAsync("theater/theater", TheaterId.Prefix);
        var shows = await KeysAsync("show/show", ShowId.Prefix);
        var total = movies.Count + theaters.Count + shows.Count;
        await EachAsync(movies, async id => await grains.Grain<IMovieGrain>(id).Get(), (batch, views) => MovieProjection.AddTo(batch, [.. views.Select(WrittenMovie.Of)]), job, total);
        await EachAsync(theaters, async id => await grains.Grain<ITheaterGrain>(id).Get(), (batch, views) => views.ForEach(view => TheaterProjection.AddTo(batch, view)), job, total);
        await EachAsync(shows, async id => await grains.Grain<IShowGrain>(id).Get(), (batch, views) => views.ForEach(view => ShowProjection.AddTo(batch, view)), job, total);
        await ForgetAsync();
    }

    private async Task<List<string>> KeysAsync(string state, string prefix)
    {
        await using var command = database.CreateCommand(Keys);
        command.Parameters.WithText(state).WithText(prefix.Replace("_", "\\_", StringComparison.Ordinal) + "%");
        await using var reader = await command.ExecuteReaderAsync(_stop.Token);
        var keys = new List<string>();
        while (await reader.ReadAsync(_stop.Token)) keys.Add(reader.GetString(0));
        return keys;
    }

    private async Task EachAsync<T>(List<string> keys, Func<string, Task<T?>> read, Action<NpgsqlBatch, List<T>> write, JobReports job, int total) where T : class
    {
        foreach (var some in keys.Chunk(AtOnce))
        {
            _stop.Token.ThrowIfCancellationRequested();
            var views = await Task.WhenAll(some.Select(read));
            await WriteAsync(batch => write(batch, [.. views.OfType<T>()]));
            await job.ProgressAsync(job.Job.Done + some.Length, job.Job.Failed, total);
        }
    }

    /// <summary>Others write the same rows, in another order: who loses against them begins again.</summary>
    private async Task WriteAsync(Action<NpgsqlBatch> write)
    {
        for (var left = MostTries; ; left--)
        {
            await using var batch = database.CreateBatch();
            write(batch);
            if (batch.BatchCommands.Count == 0) return;
            try
            {
                await batch.ExecuteNonQueryAsync(_stop.Token);
                return;
            }
            catch (PostgresException lost) when (left > 0 && lost.SqlState is (PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable))
            {
                // The transaction is undone.
            }
        }
    }

    private async Task ForgetAsync()
    {
        await using var connection = await database.OpenConnectionAsync(_stop.Token);
        await using var transaction = await connection.BeginTransactionAsync(_stop.Token);
        await SearchWords.ForgetAsync(transaction, _stop.Token);
        await transaction.CommitAsync(_stop.Token);
    }
}
