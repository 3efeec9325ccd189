using Marquee.Movies;
using Marquee.Shows;
using Marquee.Silo.Movies;
using Marquee.Silo.Search;
using Marquee.Silo.Shows;
using Marquee.Silo.Theaters;
using Marquee.Theaters;
using Npgsql;
using Orleans.Serialization;

namespace Marquee.Silo.ReadModels;

/// <summary>What was removed keeps its rows, marked: old bookings and reports still name it. So it is written as it was, and then removed.</summary>
internal sealed class MovieStep(Serializer serializer) : IRebuildStep
{
    public string Name => "movies";

    public string StateType => "movie/movie";

    public IReadOnlyList<string> KeysOfRows { get; } = [Rows.KeysOf("movie_view")];

    /// <summary>The turn of those who write words comes first, as with everybody else: who has rows and waits for it stands in the way of who has it.</summary>
    public async Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation)
    {
        await Rows.RunAsync(transaction, SearchWords.Turn, cancellation);
        await Rows.RunAsync(transaction, "DELETE FROM movie_view WHERE id = ANY ($1)", cancellation, keys);
    }

    public void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states)
    {
        var movies = new List<WrittenMovie>();
        foreach (var state in states)
        {
            var movie = state.Read<MovieState>(serializer);
            if (movie.Document is not null) movies.Add(new WrittenMovie(state.Key, movie.Removed ? movie.Version - 1 : movie.Version, movie.Document));
            if (movie.Removed) movies.Add(new WrittenMovie(state.Key, movie.Version, null));
        }

        MovieProjection.AddTo(batch, movies);
    }

    public Task FinishAsync(NpgsqlTransaction transaction, CancellationToken cancellation) => SearchWords.ForgetAsync(transaction, cancellation);
}

internal sealed class TheaterStep(Serializer serializer) : IRebuildStep
{
    public string Name => "theaters";

    public string StateType => "theater/theater";

    public IReadOnlyList<string> KeysOfRows { get; } = [Rows.KeysOf("theater_view")];

    public Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation) =>
        Rows.RunAsync(transaction, "DELETE FROM theater_view WHERE id = ANY ($1)", cancellation, keys);

    public void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states)
    {
        foreach (var state in states)
        {
            var theater = state.Read<TheaterState>(serializer);
            if (theater.Details is null) continue;
            var view = theater.View(Ids.Parse<TheaterId>(state.Key));
            TheaterProjection.AddTo(batch, view.Removed ? view with { Version = view.Version - 1, Removed = false } : view);
            if (view.Removed) TheaterProjection.AddTo(batch, view);
        }
    }
}

internal sealed class ShowStep(Serializer serializer) : IRebuildStep
{
    public string Name => "shows";

    public string StateType => "show/show";

    public IReadOnlyList<string> KeysOfRows { get; } = [Rows.KeysOf("show_view")];

    public Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation) =>
        Rows.RunAsync(transaction, "DELETE FROM show_view WHERE id = ANY ($1)", cancellation, keys);

    public void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states)
    {
        foreach (var state in states)
        {
            var show = state.Read<ShowState>(serializer);
            if (show.Opened is { } opened) ShowProjection.AddTo(batch, ShowViews.FactsOf(Ids.Parse<ShowId>(state.Key), opened), show.Moves, show.Closed);
        }
    }
}
