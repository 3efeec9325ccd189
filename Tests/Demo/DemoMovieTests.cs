using System.Collections.Immutable;
using Marquee.Silo.Demo;
using Xunit;

namespace Marquee.Tests.Demo;

public class DemoMovieTests
{
    private static readonly ImmutableArray<DemoMovie> Movies = DemoCatalogue.Read().Movies;

    [Fact]
    public void There_are_films_enough_in_many_languages_from_India_and_abroad()
    {
        Assert.True(Movies.Length >= 60, $"{Movies.Length} films");
        string[] wanted = ["hi", "ta", "te", "ml", "kn", "bn", "mr", "en", "fr", "de", "es", "ja", "ko", "it"];
        Assert.Empty(wanted.Except(Movies.Select(movie => movie.Languages[0])));
        Assert.True(Movies.Count(IsIndian) >= 25);
        Assert.True(Movies.Count(movie => !IsIndian(movie)) >= 25);
    }

    [Fact]
    public void No_two_films_share_a_slug_or_a_title_of_one_year()
    {
        Assert.Equal(Movies.Length, Movies.Select(movie => movie.ExternalId).Distinct().Count());
        Assert.Equal(Movies.Length, Movies.Select(movie => (movie.Title, movie.ReleaseDate.Year)).Distinct().Count());
        Assert.All(Movies, movie => Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", movie.ExternalId));
    }

    [Fact]
    public void Every_film_says_what_a_customer_asks() => Assert.All(Movies, movie =>
    {
        Assert.NotEmpty(movie.Title);
        Assert.NotEmpty(movie.Cast);
        Assert.All(movie.Cast, member => Assert.NotEmpty(member.Name));
        Assert.Contains(movie.Crew, member => member.Job == "director" && member.Name.Length > 0);
        Assert.NotEmpty(movie.Tags);
        Assert.InRange(movie.Synopsis.Length, 60, 400);
        Assert.InRange(movie.DurationMinutes, 60, 240);
        Assert.InRange(movie.ReleaseDate, new DateOnly(1920, 1, 1), new DateOnly(2026, 1, 1));
    });

    [Fact]
    public void Languages_genres_and_certificates_come_from_one_vocabulary()
    {
        string[] certificates = ["U", "UA", "A", "G", "PG", "PG-13", "R", "NR"];
        Assert.All(Movies, movie =>
        {
            Assert.Contains(movie.Certificate, certificates);
            Assert.NotEmpty(movie.Languages);
            Assert.Equal(movie.Languages.Length, movie.Languages.Distinct().Count());
            Assert.All(movie.Languages, language => Assert.Matches("^[a-z]{2}$", language));
            Assert.NotEmpty(movie.Genres);
            Assert.All(movie.Genres, genre => Assert.Matches("^[a-z]+( [a-z]+)?$", genre));
        });
    }

    [Fact]
    public void Every_film_suits_some_theater()
    {
        var understood = DemoCatalogue.Read().Theaters.SelectMany(theater => theater.Languages).ToHashSet();
        Assert.All(Movies, movie => Assert.Contains(movie.Languages, understood.Contains));
    }

    private static bool IsIndian(DemoMovie movie) => movie.Attributes.GetProperty("country").GetString() == "India";
}
