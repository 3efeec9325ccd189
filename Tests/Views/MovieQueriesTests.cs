using Marquee.Movies;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Marquee.Tests.Theaters;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Views;

[Collection("postgres")]
public sealed class MovieQueriesTests(ViewsCluster cluster) : IClassFixture<ViewsCluster>
{
    private static readonly DateTimeOffset Start = new(2030, 6, 1, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Unlike anything in another test.</summary>
    private readonly string _tag = Guid.NewGuid().ToString("N")[..12];

    private IMovieQueries Movies => cluster.Grains.GetGrain<IMovieQueries>(0);

    private static MovieQuery Any => new(null, null, null, null, null, 0, null, Raised.Now, 20, null);

    [Fact]
    public async Task A_movie_is_listed_as_soon_as_it_was_saved_and_no_more_once_it_was_removed()
    {
        var id = Raised.New<MovieId>();
        var grain = cluster.Grains.GetGrain<IMovieGrain>(id.ToString());
        var document = Catalog.Movie($"Fresh {_tag}");
        var query = Any with { Text = _tag };

        await grain.Save(new SaveMovie(document, Precondition.Upsert));
        var listed = Assert.Single((await Movies.List(query)).Items);
        await grain.Remove();

        Assert.Equal(id, listed.Id);
        Assert.Equal((document.Title, document.Attributes, document.ReleaseDate), (listed.Document.Title, listed.Document.Attributes, listed.Document.ReleaseDate));
        Assert.Equal(document.Cast.AsEnumerable(), listed.Document.Cast);
        Assert.Empty((await Movies.List(query)).Items);
    }

    [Fact]
    public async Task Text_is_found_anywhere_in_either_title_whatever_its_case()
    {
        await SaveAsync($"Alpha {_tag} one");
        await SaveAsync("Beta", movie => movie with { OriginalTitle = $"Eins {_tag.ToUpperInvariant()}" });
        await SaveAsync($"Gamma 100% {_tag}_");

        Assert.Equal([$"Alpha {_tag} one", "Beta", $"Gamma 100% {_tag}_"], await TitlesAsync(Any with { Text = _tag.ToUpperInvariant() }));
        Assert.Equal([$"Gamma 100% {_tag}_"], await TitlesAsync(Any with { Text = $"% {_tag}_" }));
        Assert.Empty(await TitlesAsync(Any with { Text = $"{_tag}%one" }));
        Assert.Empty(await TitlesAsync(Any with { Text = "\0" }));
    }

    [Fact]
    public async Task Languages_and_genres_filter_and_are_counted_over_all_that_was_found()
    {
        await SaveAsync($"A {_tag}", movie => movie with { Languages = ["Hindi", "Tamil"], Genres = ["Drama"] });
        await SaveAsync($"B {_tag}", movie => movie with { Languages = ["Tamil"], Genres = ["Drama", "Crime"] });
        await SaveAsync($"C {_tag}", movie => movie with { Languages = ["English"], Genres = [] });

        Assert.Equal([$"A {_tag}", $"B {_tag}"], await TitlesAsync(Any with { Text = _tag, Language = "Tamil" }));
        Assert.Equal([$"B {_tag}"], await TitlesAsync(Any with { Text = _tag, Language = "Tamil", Genre = "Crime" }));
        var first = await Movies.List(Any with { Text = _tag, Limit = 1 });
        Assert.Equal([new("Tamil", 2), new("English", 1), new("Hindi", 1)], first.Languages.AsEnumerable());
        Assert.Equal([new("Drama", 2), new("Crime", 1)], first.Genres.AsEnumerable());
    }

    [Fact]
    public async Task Pages_follow_each_other_by_title_without_gap_or_repeat()
    {
        string[] titles = [$"a {_tag}", $"B {_tag}", $"c {_tag}", $"c {_tag}", $"D {_tag}"];
        foreach (var title in titles.Reverse()) await SaveAsync(title);

        var (seen, query) = (new List<MovieSummary>(), Any with { Text = _tag, Limit = 2 });
        for (var pages = 1; ; pages++)
        {
            var page = await Movies.List(query);
            seen.AddRange(page.Items);
            if (page.Next is null)
            {
                Assert.Equal(3, pages);
                break;
            }

            query = query with { After = page.Next };
        }

        Assert.Equal(titles, seen.Select(movie => movie.Document.Title));
        Assert.Equal(5, seen.Select(movie => movie.Id).Distinct().Count());
        Assert.Empty((await Movies.List(query with { After = "nonsense" })).Items);
    }

    [Fact]
    public async Task With_a_place_or_a_date_only_movies_that_will_be_shown_there_and_then_are_listed()
    {
        var (pune, oslo) = (await TheaterAsync($"Pune {_tag}", new GeoPoint(18.52, 73.85)), await TheaterAsync($"Oslo {_tag}", new GeoPoint(59.91, 10.75)));
        var (here, there, nowhere) = (await SaveAsync($"Here {_tag}"), await SaveAsync($"There {_tag}"), await SaveAsync($"Nowhere {_tag}"));
        var withdrawn = Raised.New<ShowId>();
        await cluster.PublishAsync(
            Raised.Opened(Raised.New<ShowId>(), here, pune, Raised.New<ScreenId>(), Start),
            Raised.Opened(Raised.New<ShowId>(), there, oslo, Raised.New<ScreenId>(), Start.AddDays(1)),
            Raised.Opened(withdrawn, nowhere, oslo, Raised.New<ScreenId>(), Start), Raised.Withdrawn(withdrawn));
        var query = Any with { Text = _tag };

        Assert.Equal(3, (await Movies.List(query)).Items.Length);
        Assert.Equal([$"Here {_tag}"], await TitlesAsync(query with { City = $"pune {_tag}" }));
        Assert.Equal([$"There {_tag}"], await TitlesAsync(query with { Near = new GeoPoint(59.9, 10.7), RadiusKm = 20 }));
        Assert.Equal([$"Here {_tag}"], await TitlesAsync(query with { Date = new DateOnly(2030, 6, 1) }));
        Assert.Empty(await TitlesAsync(query with { Date = new DateOnly(2030, 6, 1), City = $"Oslo {_tag}" }));
        Assert.Empty(await TitlesAsync(query with { City = $"Pune {_tag}", From = Start }));
    }

    private async Task<string[]> TitlesAsync(MovieQuery query) => [.. (await Movies.List(query)).Items.Select(movie => movie.Document.Title)];

    private async Task<MovieId> SaveAsync(string title, Func<MovieDocument, MovieDocument>? change = null)
    {
        var (id, movie) = (Raised.New<MovieId>(), Catalog.Movie(title));
        await cluster.PublishAsync(Raised.Saved(id, change is null ? movie : change(movie)));
        return id;
    }

    private async Task<TheaterId> TheaterAsync(string city, GeoPoint location)
    {
        var id = Raised.New<TheaterId>();
        await cluster.PublishAsync(Raised.Saved(id, Catalog.Details with { City = city, Location = location }));
        return id;
    }
}
