using Marquee.Api.Http;
using Marquee.Jobs;
using Marquee.Movies;

namespace Marquee.Api.Movies.Import;

/// <summary>
/// Saves the movies of an import as they come, some at a time. Each line stands for itself: a bad one is told by its number, the others go
/// in. What an import that broke off has saved stays, and the next run of it changes nothing there.
/// </summary>
internal sealed class MovieImport(IGrainFactory grains, JobReports job)
{
    private const int AtOnce = 512;
    private const int MostTold = 1_000;

    private readonly List<FailedLineBody> _told = [];
    private long _imported;
    private long _updated;
    private long _unchanged;
    private long _failed;

    public async Task<MovieImportBody> RunAsync(IAsyncEnumerable<ImportLine> lines, CancellationToken cancellation)
    {
        await job.BeginAsync();
        try
        {
            var some = new List<(MovieId Id, MovieDocument Document)>(AtOnce);
            await foreach (var line in lines.WithCancellation(cancellation))
            {
                if (Read(line) is { } movie) some.Add(movie);
                if (some.Count == AtOnce) await SaveAsync(some);
            }

            await SaveAsync(some);
        }
        catch
        {
            await job.EndAsync(JobStatus.Failed, Done, _failed);
            throw;
        }

        await job.EndAsync(JobStatus.Done, Done, _failed);
        return new MovieImportBody(job.Job.Id.ToString(), _imported, _updated, _unchanged, _failed, _told);
    }

    private long Done => _imported + _updated + _failed;

    private (MovieId, MovieDocument)? Read(ImportLine line)
    {
        if (line.Movie is not { } movie) return Fail(line.Number, new Dictionary<string, string[]> { ["line"] = [line.Error!] });
        var checks = new Validation();
        try
        {
            var read = movie.Read(checks);
            return checks.Failed ? Fail(line.Number, checks.Errors) : read;
        }
        catch (BadHttpRequestException malformed)
        {
            return Fail(line.Number, new Dictionary<string, string[]> { ["line"] = [malformed.Message] });
        }
    }

    /// <summary>All at once, but a movie that is there twice in the order of its lines.</summary>
    private async Task SaveAsync(List<(MovieId Id, MovieDocument Document)> some)
    {
        await Task.WhenAll(some.GroupBy(movie => movie.Id).Select(async movie =>
        {
            foreach (var (id, document) in movie) Count(await grains.Grain<IMovieGrain>(id.ToString()).Save(new SaveMovie(document, Precondition.Upsert, OnlyIfChanged: true)));
        }));
        some.Clear();
        await job.ProgressAsync(Done, _failed);
    }

    private void Count(SaveMovieResult saved)
    {
        if (saved.Outcome == SaveOutcome.Created)
        {
            Interlocked.Increment(ref _imported);
            return;
        }

        Interlocked.Increment(ref _updated);
        if (saved.Outcome == SaveOutcome.Unchanged) Interlocked.Increment(ref _unchanged);
    }

    private (MovieId, MovieDocument)? Fail(int line, IReadOnlyDictionary<string, string[]> errors)
    {
        _failed++;
        if (_told.Count < MostTold) _told.Add(new FailedLineBody(line, errors));
        return null;
    }
}

/// <param name="JobId">Under which it could be watched.</param>
/// <param name="Imported">Movies that were not there.</param>
/// <param name="Updated">Movies that were.</param>
/// <param name="Unchanged">Those of the updated that were there just so, and were not written.</param>
/// <param name="FailedLines">Lines that did not go in.</param>
/// <param name="Failed">The first thousand of them.</param>
internal sealed record MovieImportBody(string JobId, long Imported, long Updated, long Unchanged, long FailedLines, IReadOnlyList<FailedLineBody> Failed);

/// <param name="Line">From 1.</param>
/// <param name="Errors">By field; what is wrong with the line as such under <c>line</c>.</param>
internal sealed record FailedLineBody(int Line, IReadOnlyDictionary<string, string[]> Errors);
