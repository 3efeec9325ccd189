using System.Text.Json;
using Marquee.Storage;
using Orleans.Runtime;

namespace Marquee.Movies;

[GrainType("movie")]
internal sealed class MovieGrain(IGrainContext context, TimeProvider clock) : Grain, IMovieGrain
{
    private readonly MovieId _id = Ids.Parse<MovieId>(context.GrainId.Key.ToString()!);
    private readonly DurableState<MovieState> _movie = new(context, "movie");

    public async Task<SaveMovieResult> Save(SaveMovie command)
    {
        await _movie.LoadAsync();
        var movie = _movie.Value ?? new MovieState();
        var outcome = command.When.Decide(movie.Version, movie.Removed, movie.CreatedBy);
        if (outcome == SaveOutcome.Replayed) return new(outcome, FirstAnswer(command, movie));
        if (outcome is not (SaveOutcome.Created or SaveOutcome.Updated)) return new(outcome, null);

        var now = clock.GetUtcNow();
        var next = movie.Write(command.Document, command.When.CreatedBy, now);
        if (command.OnlyIfChanged && outcome == SaveOutcome.Updated && IsSame(movie.Document!, next.Document!)) return new(SaveOutcome.Unchanged, movie.View(_id));
        var saved = new MovieSaved(_id.ToString(), next.Version, next.Document!);
        await _movie.SaveAsync(next with { Raised = [Events.Of(Topics.Catalog, MovieSaved.Type, saved.Id, saved, now)] });
        return new(outcome, next.View(_id));
    }

    public async Task<MovieView?> Get()
    {
        await _movie.LoadAsync();
        return _movie.Value?.View(_id);
    }

    public async Task<RemoveOutcome> Remove()
    {
        await _movie.LoadAsync();
        if (_movie.Value is not { Removed: false } movie) return RemoveOutcome.NotFound;

        var now = clock.GetUtcNow();
        var removed = new MovieRemoved(_id.ToString(), movie.Version + 1);
        await _movie.SaveAsync(movie with
        {
            Version = removed.Version,
            UpdatedAt = now,
            Removed = true,
            Raised = [Events.Of(Topics.Catalog, MovieRemoved.Type, removed.Id, removed, now)],
        });
        return RemoveOutcome.Removed;
    }

    // A document's own equality looks at where its lists are, not at what is in them.
    private static bool IsSame(MovieDocument left, MovieDocument right) =>
        JsonSerializer.SerializeToUtf8Bytes(left, Events.Json).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(right, Events.Json));

    // The same fingerprint is the same document, so what the first run answered need not be kept.
    private MovieView FirstAnswer(SaveMovie command, MovieState movie) =>
        new(_id, 1, movie.CreatedAt, movie.CreatedAt, command.Document, Removed: false);
}
