using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Api.Movies;
using Marquee.Movies;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Marquee.Tests.Domain.Movies;

public sealed class MovieRequestTests
{
    private static readonly JsonSerializerOptions Json = Options();

    [Fact]
    public void The_least_a_movie_needs_is_a_title_a_language_genres_and_a_duration()
    {
        var movie = Valid("""{"title":" Some Film ","languages":["Hindi"],"genres":[],"durationMinutes":1}""");
        Assert.Equal(("Some Film", 1), (movie.Title, movie.DurationMinutes));
        Assert.Empty(movie.Cast);
        Assert.Null(movie.Attributes);
    }

    [Fact]
    public void Every_missing_field_is_named_at_once() =>
        Assert.Equal(["durationMinutes", "genres", "languages", "title"], Errors("{}"));

    [Theory]
    [InlineData("title", "\"\"")]
    [InlineData("durationMinutes", "0")]
    [InlineData("durationMinutes", "1441")]
    [InlineData("posterUrl", "\"/poster.jpg\"")]
    [InlineData("posterUrl", "\"ftp://example.org/poster.jpg\"")]
    [InlineData("synopsis", "\"a\\u0000b\"")]
    [InlineData("attributes", "{\"a\":\"\\u0000\"}")]
    [InlineData("attributes", "{\"a\":[\"\\ud800\"]}")]
    [InlineData("attributes", "{\"a\":1e999}")]
    public void A_value_out_of_its_range_is_refused(string field, string value)
    {
        var fields = new Dictionary<string, string> { ["title"] = "\"A\"", ["languages"] = "[\"Hindi\"]", ["genres"] = "[]", ["durationMinutes"] = "90" };
        Assert.Empty(Errors(Body(fields)));
        fields[field] = value;
        Assert.Equal([field], Errors(Body(fields)));
    }

    [Fact]
    public void Lists_have_limits()
    {
        var words = string.Join(',', Enumerable.Range(0, 31).Select(number => $"\"{number}\""));
        var names = string.Join(',', Enumerable.Range(0, 201).Select(number => $"\"{number}\""));
        var body = $$"""{"title":"A","languages":[{{words}}],"genres":[{{words}}],"durationMinutes":90,"cast":[{{names}}],"crew":[null]}""";
        Assert.Equal(["cast", "crew[0].name", "genres", "languages"], Errors(body));
    }

    [Fact]
    public void A_word_is_kept_once_whatever_its_case() =>
        Assert.Equal(["Hindi", "English"], Valid("""{"title":"A","languages":["Hindi","hindi","English"],"genres":[],"durationMinutes":90}""").Languages.AsEnumerable());

    [Fact]
    public void Cast_and_crew_are_names_or_objects()
    {
        var movie = Valid("""
            {"title":"A","languages":["Hindi"],"genres":[],"durationMinutes":90,
             "cast":["First",{"name":"Second","role":"Lead"},{"name":"Third"}],"crew":[{"job":"Director","name":"Fourth"}]}
            """);
        Assert.Equal([new Credit("First", null), new Credit("Second", "Lead"), new Credit("Third", null)], movie.Cast.AsEnumerable());
        Assert.Equal([new Credit("Fourth", "Director")], movie.Crew.AsEnumerable());
    }

    [Fact]
    public void A_credit_is_written_as_plainly_as_it_can_be() =>
        Assert.Equal("""["First",{"name":"Second","role":"Lead"}]""", JsonSerializer.Serialize<CreditBody[]>([new("First", null), new("Second", "Lead")], Json));

    [Theory]
    [InlineData("""{"name":"A","character":"B"}""")]
    [InlineData("""{"name":"A","name":"B"}""")]
    [InlineData("""{"name":"A","role":"B","job":"C"}""")]
    [InlineData("""{"name":5}""")]
    [InlineData("""{"name":{"first":"A"}}""")]
    [InlineData("5")]
    public void A_credit_with_anything_else_in_it_is_malformed(string credit) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MovieRequest>($$"""{"cast":[{{credit}}]}""", Json));

    [Fact]
    public void Attributes_are_kept_as_they_were_written()
    {
        const string Attributes = """{ "b": 1.50, "a": [true, null, {"x": "é"}] }""";
        var movie = Valid($$"""{"title":"A","languages":["Hindi"],"genres":[],"durationMinutes":90,"attributes":{{Attributes}} }""");
        Assert.Equal(Attributes, movie.Attributes);
    }

    [Fact]
    public void Attributes_have_at_most_16_KB()
    {
        Assert.Empty(Errors(OfLength(16 * 1024)));
        Assert.Equal(["attributes"], Errors(OfLength(16 * 1024 + 1)));
        static string OfLength(int bytes)
        {
            var attributes = $$"""{"a":"{{new string('x', bytes - 8)}}"}""";
            return $$"""{"title":"A","languages":["Hindi"],"genres":[],"durationMinutes":90,"attributes":{{attributes}} }""";
        }
    }

    [Fact]
    public void Half_a_surrogate_pair_in_a_name_is_malformed() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MovieRequest>("""{"attributes":{"\udc00":1}}""", Json));

    [Fact]
    public void Attributes_that_are_no_object_are_malformed() =>
        Assert.Throws<BadHttpRequestException>(() => Errors("""{"title":"A","languages":["Hindi"],"genres":[],"durationMinutes":90,"attributes":[]}"""));

    private static string Body(Dictionary<string, string> fields) => $"{{{string.Join(',', fields.Select(field => $"\"{field.Key}\":{field.Value}"))}}}";

    private static MovieDocument Valid(string body)
    {
        var checks = new Validation();
        var movie = JsonSerializer.Deserialize<MovieRequest>(body, Json)!.Document(checks);
        Assert.False(checks.Failed);
        return movie;
    }

    private static IEnumerable<string> Errors(string body)
    {
        var checks = new Validation();
        JsonSerializer.Deserialize<MovieRequest>(body, Json)!.Document(checks);
        var errors = (IDictionary<string, string[]>)checks.Problem().ProblemDetails.Extensions["errors"]!;
        return errors.Keys.Order(StringComparer.Ordinal);
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions();
        StrictJson.Configure(json);
        return json;
    }
}
