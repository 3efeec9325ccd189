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
    public async Task The_title_itself_comes_first_then_what_begins_so_then_what_has_the_words_then_people()
    {
        await SaveAsync($"A tale of {_tag}");
        await SaveAsync($"{_tag} returns");
        await SaveAsync($"The {_tag.ToUpperInvariant()}");
        await SaveAsync("Somebody", movie => movie with { Cast = [new Credit($"Ann {_tag}", null)] });
        await SaveAsync("Anything", movie => movie with { Tags = [_tag] });
        await SaveAsync("Andere", movie => movie with { OriginalTitle = $"Die {_tag}-Frau" });

        Assert.Equal([$"The {_tag.ToUpperInvariant()}", $"{_tag} returns", "Andere", $"A tale of {_tag}", "Somebody", "Anything"], await TitlesAsync(Any with { Text = _tag }));
        Assert.Equal([$"{_tag} returns"], await TitlesAsync(Any with { Text = $"returns {_tag}" }));
        Assert.Empty(await TitlesAsync(Any with { Text = "\0" }));
        Assert.Empty(await TitlesAsync(Any with { Text = "zyxwvut zyxwvut" }));
        Assert.Empty(await TitlesAsync(Any with { Text = "%_'\":*|!()<->" }));
    }

    [Fact]
    public async Task Among_equals_what_is_shown_comes_first_then_what_is_popular()
    {
        var (plain, popular, running) = (await SaveAsync($"Same {_tag}"), await SaveAsync($"Same {_tag}", movie => movie with { Attributes = """{"popularity":7.5}""" }), await SaveAsync($"Same {_tag}"));
        var (theater, show) = (await TheaterAsync($"City {_tag}", default), Raised.New<ShowId>());
        await cluster.PublishAsync(Raised.Opened(show, running, theater, Raised.New<ScreenId>(), Start));
        Assert.Equal([running, popular, plain], (await Movies.List(Any with { Text = $"same {_tag}" })).Items.Select(movie => movie.Id));

        await cluster.PublishAsync(Raised.Withdrawn(show));
        Assert.Equal(popular, (await Movies.List(Any with { Text = $"same {_tag}" })).Items[0].Id);
    }

    [Fact]
    public async Task A_misspelled_word_is_found_and_the_right_one_leaves_it_out()
    {
        var word = $"q{_tag}";
        await SaveAsync($"Right {word}");
        var wrong = $"{word[..4]}z{word[5..]}";

        Assert.Equal([$"Right {word}"], await TitlesAsync(Any with { Text = $"rigth {wrong}" }));
        await SaveAsync($"Right {wrong}");
        Assert.Equal([$"Right {word}"], await TitlesAsync(Any with { Text = $"right {word}" }));
    }

    [Fact]
    public async Task Languages_and_genres_filter_and_are_counted_over_all_that_was_found()
    {
        await SaveAsync($"A {_tag}", movie => movie with { Languages = ["Hindi", "Tamil"], Genres = ["Drama"] });
        await SaveAsync($"B {_tag}", movie => movie with { Languages = ["Tamil"], Genres = ["Drama", "Crime"] });
        await SaveAsync($"C {_tag}", movie => movie with { Languages = ["English"], Genres = [] });

        Assert.Equal([$"A {_tag}", $"B {_tag}"], (await TitlesAsync(Any with { Text = _tag, Language = "Tamil" })).Order());
        Assert.Equal([$"B {_tag}"], await TitlesAsync(Any with { Text = _tag, Language = "Tamil", Genre = "Crime" }));
        var first = await Movies.List(Any with { Text = _tag, Limit = 1 });
        Assert.Equal([new("Tamil", 2), new("English", 1), new("Hindi", 1)], first.Languages.AsEnumerable());
        Assert.Equal([new("Drama", 2), new("Crime", 1)], first.Genres.AsEnumerable());
    }

    [Fact]
    public async Task Counts_over_a_whole_language_follow_each_change()
    {
        var query = Any with { Language = _tag };
        await SaveAsync("One", movie => movie with { Languages = [_tag], Genres = ["Drama"] });
        Assert.Equal([new("Drama", 1)], (await Movies.List(query)).Genres.AsEnumerable());
        var second = await SaveAsync("Two", movie => movie with { Languages = [_tag], Genres = ["Drama"] });
        Assert.Equal([new("Drama", 2)], (await Movies.List(query)).Genres.AsEnumerable());
        await cluster.PublishAsync(Raised.Removed(second, 2));
        Assert.Equal([new("Drama", 1)], (await Movies.List(query)).Genres.AsEnumerable());
    }

    [Fact]
    public async Task Pages_follow_each_other_by_title_without_gap_or_repeat()
    {
        string[] titles = [$"a {_tag}", $"B {_tag}", $"c {_tag}", $"c {_tag}", $"D {_tag}"];
        foreach (var title in titles.Reverse()) await SaveAsync(title, movie => movie with { Languages = [_tag] });

        var seen = await PagesAsync(Any with { Language = _tag, Limit = 2 }, pages: 3);
        Assert.Equal(titles, seen.Select(movie => movie.Document.Title));
        Assert.Equal(5, seen.Select(movie => movie.Id).Distinct().Count());
        Assert.Empty((await Movies.List(Any with { Language = _tag, After = "nonsense" })).Items);
    }

    [Fact]
    public async Task Pages_of_a_search_follow_each_other_also_beyond_those_whose_order_is_decided()
    {
        var events = Enumerable.Range(0, 230).Select(number => Raised.Saved(Raised.New<MovieId>(), Catalog.Movie($"Part {number} {_tag}"))).ToArray();
        await cluster.PublishAsync(events);

        var seen = await PagesAsync(Any with { Text = _tag, Limit = 60 }, pages: 4);
        Assert.Equal(230, seen.Select(movie => movie.Id).Distinct().Count());
        Assert.Equal(230, seen.Count);
        Assert.Empty((await Movies.List(Any with { Text = _tag, After = "mov_x|h" })).Items);
    }

    private async Task<List<MovieSummary>> PagesAsync(MovieQuery query, int pages)
    {
        var seen = new List<MovieSummary>();
        for (var read = 1; ; read++)
        {
            var page = await Movies.List(query);
            seen.AddRange(page.Items);
            if (page.Next is null)
            {
                Assert.Equal(pages, read);
                return seen;
            }

            query = query with { After = page.Next };
        }
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
