using Marquee.Movies;
using Marquee.Search.Domain;
using Marquee.Tests.Theaters;
using Xunit;

namespace Marquee.Tests.Domain.Search;

/// <summary>What a person would want first.</summary>
public sealed class RelevanceTests
{
    [Theory]
    // The title itself, with or without its article, before what begins so.
    [InlineData("dark knight", "The Dark Knight", "Dark Knight Rises")]
    [InlineData("alien", "Alien", "Aliens")]
    [InlineData("up", "Up", "Up in the Air")]
    // What begins so with whole words before half ones, and both before the words somewhere.
    [InlineData("star", "Star Wars", "Starman")]
    [InlineData("star", "Starman", "Once a Star")]
    [InlineData("the thi", "The Thin Man", "This Is Spinal Tap")]
    // The words before words that are only begun, and those before similar ones.
    [InlineData("good man", "A Few Good Man", "Manners of the Good Kind")]
    [InlineData("dark night", "The Dark Knight", "Night of the Dork")]
    // Words that stand together before words apart.
    [InlineData("blue sky", "Under a Blue Sky", "Blue Is the Sky")]
    // Spaces are often forgotten or added.
    [InlineData("la la land", "La La Land", "La Land of La")]
    [InlineData("lalaland", "La La Land", "Landslide")]
    // A number is a number.
    [InlineData("ocean's 11", "Ocean's Eleven", "Ocean's Twelve")]
    [InlineData("rocky 2", "Rocky II", "Rocky")]
    // One mistake before two.
    [InlineData("casablanka", "Casablanca", "Kasablanke")]
    public void The_first_is_better_than_the_second(string query, string better, string worse) => Assert.True(Rank(query, better) < Rank(query, worse));

    [Fact]
    public void A_title_is_better_than_a_person_and_a_person_better_than_the_rest()
    {
        var title = Rank("chaplin", "The Life of Chaplin");
        var person = Rank("chaplin", "The Kid", names: "charles chaplin");
        var rest = Rank("chaplin", "Something Else", strict: true);
        Assert.True(title < person && person < rest);
    }

    [Fact]
    public void All_words_in_one_name_are_better_than_spread_over_two() =>
        Assert.True(Rank("tom hanks", "A", names: "tom hanks|meg ryan") < Rank("tom hanks", "B", names: "tom cruise|jim hanks"));

    [Fact]
    public void Among_equals_running_then_popular_then_newer()
    {
        var plain = Film("Dune", year: 1984);
        long Of(FoundFilm film) => Relevance.Rank([Query.Of("dune").AsItStands], film);
        Assert.True(Of(plain with { Running = true }) < Of(plain with { Popularity = 90 }));
        Assert.True(Of(plain with { Popularity = 90 }) < Of(plain with { Year = 2021 }));
        Assert.True(Of(plain with { Year = 2021 }) < Of(plain));
        Assert.True(Of(plain) < Of(Film("Dune Buggy") with { Running = true, Popularity = 1e6f, Year = 2023 }));
    }

    [Fact]
    public void An_original_title_is_as_good_as_the_title() =>
        Assert.True(Rank("शोले", "Sholay", original: "शोले") < Rank("शोले", "Sholay Returns", original: "शोले वापस"));

    [Theory]
    [InlineData("thedarkknight", "the dark knight")]
    [InlineData("dark knightrises", "dark knight rises")]
    [InlineData("goodwill hunting", "good will hunting")]
    public void A_missing_space_is_put_in(string query, string reading) =>
        Assert.Contains(reading, Query.Of(query).Readings(Words("the dark knight rises good will hunting goodwill")).Select(Text));

    [Theory]
    [InlineData("beetle juice", "beetlejuice")]
    [InlineData("l a confidential", "la confidential")]
    public void A_space_too_many_is_taken_out(string query, string reading) =>
        Assert.Contains(reading, Query.Of(query).Readings(Words("beetlejuice la confidential")).Select(Text));

    [Fact]
    public void Small_words_need_not_be_there_unless_there_are_no_others()
    {
        Assert.Equal(["lord", "rings"], Query.Of("the lord of the rings").AsItStands.Wanted.Select(word => word.Text));
        Assert.Equal(["the"], Query.Of("the").AsItStands.Wanted.Select(word => word.Text));
        Assert.Equal(["rose"], Query.Of("a rose is a rose").AsItStands.Wanted.Select(word => word.Text).Where(word => word == "rose"));
    }

    private static long Rank(string query, string title, string? original = null, string names = "", bool strict = false) =>
        Relevance.Rank([Query.Of(query).AsItStands], Film(title, original, names) with { Strict = strict });

    private static FoundFilm Film(string title, string? original = null, string names = "", int year = 2000)
    {
        var text = FilmText.Of(Catalog.Movie(title) with { OriginalTitle = original, ReleaseDate = new DateOnly(year, 1, 1) });
        return new FoundFilm("mov_1", title, text.Title, text.OriginalTitle, names, true, false, 0, text.Year);
    }

    private static HashSet<string> Words(string text) => [.. text.Split(' ')];

    private static string Text(Reading reading) => string.Join(' ', reading.Words.Select(word => word.Written));
}
