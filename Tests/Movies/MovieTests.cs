using Marquee.Movies;
using Marquee.Tests.Theaters;
using Xunit;

namespace Marquee.Tests.Movies;

public sealed class MovieTests(CatalogCluster cluster) : IClassFixture<CatalogCluster>
{
    [Fact]
    public async Task A_movie_that_was_never_saved_is_not_there()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        Assert.Null(await movie.Get());
        Assert.Equal(RemoveOutcome.NotFound, await movie.Remove());
        Assert.Equal(SaveOutcome.NotFound, (await movie.Save(new SaveMovie(Catalog.Movie("A"), Precondition.Update(null)))).Outcome);
    }

    [Fact]
    public async Task A_saved_movie_is_read_as_it_was_written()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        var document = Catalog.Movie("Some Film");

        var saved = await movie.Save(new SaveMovie(document, Precondition.Create(Catalog.Fingerprint("a"))));

        var read = await movie.Get();
        Assert.Equal((1, false), (read!.Version, read.Removed));
        Assert.Equal(document.Cast.AsEnumerable(), read.Document.Cast.AsEnumerable());
        Assert.Equal((document.Title, document.Attributes, document.ReleaseDate), (read.Document.Title, read.Document.Attributes, read.Document.ReleaseDate));
        Assert.Equal(saved.Movie!.CreatedAt, read.CreatedAt);
    }

    [Fact]
    public async Task A_repeat_of_the_request_that_made_a_movie_answers_as_the_first_time()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        var create = new SaveMovie(Catalog.Movie("First"), Precondition.Create(Catalog.Fingerprint("a")));
        await movie.Save(create);
        await movie.Save(new SaveMovie(Catalog.Movie("Second"), Precondition.Update(1)));

        var again = await movie.Save(create);

        Assert.Equal((SaveOutcome.Replayed, 1, "First"), (again.Outcome, again.Movie!.Version, again.Movie.Document.Title));
        Assert.Equal((2, "Second"), ((await movie.Get())!.Version, (await movie.Get())!.Document.Title));
    }

    [Fact]
    public async Task A_removed_movie_keeps_its_title_for_the_shows_that_go_on()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        await movie.Save(new SaveMovie(Catalog.Movie("Some Film"), Precondition.Upsert));

        Assert.Equal(RemoveOutcome.Removed, await movie.Remove());

        var read = await movie.Get();
        Assert.Equal((true, "Some Film"), (read!.Removed, read.Document.Title));
        Assert.Equal(RemoveOutcome.NotFound, await movie.Remove());
    }

    [Fact]
    public async Task An_import_brings_a_removed_movie_back_under_its_old_id()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        await movie.Save(new SaveMovie(Catalog.Movie("Some Film") with { ExternalId = "tt1" }, Precondition.Upsert));
        await movie.Remove();

        var back = await movie.Save(new SaveMovie(Catalog.Movie("Some Film") with { ExternalId = "tt1" }, Precondition.Upsert));

        Assert.Equal((SaveOutcome.Created, false, 3), (back.Outcome, back.Movie!.Removed, back.Movie.Version));
    }

    [Fact]
    public async Task An_edit_that_names_no_external_id_keeps_the_one_there_is()
    {
        var movie = cluster.Movie(cluster.NewId<MovieId>());
        await movie.Save(new SaveMovie(Catalog.Movie("A") with { ExternalId = "tt1" }, Precondition.Upsert));

        var edited = await movie.Save(new SaveMovie(Catalog.Movie("B"), Precondition.Update(1)));

        Assert.Equal("tt1", edited.Movie!.Document.ExternalId);
    }
}
