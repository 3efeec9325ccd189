using System.Globalization;
using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Search;

/// <summary>Searching, and the catalogue in and out, over HTTP.</summary>
[Collection("postgres")]
public sealed class SearchApiTests(Product product) : IClassFixture<Product>
{
    private const string Ndjson = "application/x-ndjson";
    private readonly string _tag = $"q{Guid.NewGuid().ToString("N")[..8]}";

    [Fact]
    public async Task An_import_goes_in_line_by_line_and_again_changes_nothing()
    {
        using var admin = await product.AdminAsync();
        var body = $"{Line(1, "First")}\nrubbish\n{Line(2, "Second")}\n{{\"externalId\":\"{_tag}-3\",\"languages\":[],\"genres\":[],\"durationMinutes\":0}}\n";
        var first = (await admin.PostTextAsync("/v1/admin/movies/import", body, Ndjson)).Is(200);
        Assert.Equal((2, 0, 2), (first.Number("imported"), first.Number("updated"), first.Number("failedLines")));
        Assert.Equal([2, 4], first.At("failed").EnumerateArray().Select(line => line.GetProperty("line").GetInt32()));
        Assert.Equal(["durationMinutes", "languages", "title"], first.At("failed")[1].GetProperty("errors").EnumerateObject().Select(error => error.Name).Order());

        var movie = (await FindAsync("first"))[0];
        var again = (await admin.PostTextAsync("/v1/admin/movies/import", body, Ndjson)).Is(200);
        Assert.Equal((0, 2, 2), (again.Number("imported"), again.Number("updated"), again.Number("unchanged")));
        Assert.Equal(1, (await admin.GetAsync($"/v1/movies/{movie}")).Number("version"));

        var changed = (await admin.PostTextAsync("/v1/admin/movies/import", Line(1, "Premier"), Ndjson)).Is(200);
        Assert.Equal((0, 1, 0), (changed.Number("imported"), changed.Number("updated"), changed.Number("unchanged")));
        Assert.Equal(movie, Assert.Single(await FindAsync("premier")));
        Assert.Equal("done", (await admin.GetAsync($"/v1/admin/jobs/{changed.Text("jobId")}")).Is(200).Text("status"));
    }

    [Fact]
    public async Task Of_a_movie_that_is_twice_in_a_file_the_last_line_stays()
    {
        using var admin = await product.AdminAsync();
        var answer = (await admin.PostTextAsync("/v1/admin/movies/import", string.Join('\n', Enumerable.Range(1, 30).Select(number => Line(1, $"Take {number}"))), Ndjson)).Is(200);
        Assert.Equal((1, 29), (answer.Number("imported"), answer.Number("updated")));
        Assert.Single(await FindAsync("take 30"));
        Assert.Contains("Take 30", (await SearchAsync(_tag)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_may_be_larger_than_any_other_body_and_a_line_of_it_may_not()
    {
        using var admin = await product.AdminAsync();
        var lines = Enumerable.Range(1, 2_000).Select(number => Line(number, $"Film {number}")).ToList();
        lines[1_000] = $"{{\"title\":\"{new string('x', 70_000)}\"}}";
        var answer = (await admin.PostTextAsync("/v1/admin/movies/import", string.Join('\n', lines), Ndjson)).Is(200);
        Assert.Equal((1_999, 1), (answer.Number("imported"), answer.Number("failedLines")));
        (await admin.PostTextAsync("/v1/admin/movies", string.Join('\n', lines))).Refuses(413, "body-too-large");
        (await admin.PostTextAsync("/v1/admin/movies/import", "{}", "text/plain")).Refuses(415, "unsupported-media-type");
        (await admin.PostTextAsync("/v1/admin/movies/import", "title,nonsense\n", "text/csv")).Refuses(400, "malformed-request");
    }

    [Theory]
    [InlineData("ndjson", Ndjson)]
    [InlineData("csv", "text/csv")]
    public async Task What_is_exported_can_be_imported_and_is_the_same(string format, string type)
    {
        using var admin = await product.AdminAsync();
        (await admin.PostTextAsync("/v1/admin/movies/import", Line(1, "Kept, \\\"quoted\\\""), Ndjson)).Is(200);
        (await admin.PostAsync("/v1/admin/movies", Place.MovieBody($"Without another id {_tag}"))).Is(201);
        var file = (await admin.GetAsync($"/v1/admin/movies/export?format={format}")).Is(200);
        Assert.Equal((type, "Accept"), (file.ContentType, file.Header("Vary")));
        var answer = (await admin.PostTextAsync("/v1/admin/movies/import", file.Body, type)).Is(200);
        Assert.Equal((0, 0), (answer.Number("imported"), answer.Number("failedLines")));
        Assert.Equal(answer.Number("updated"), answer.Number("unchanged"));
        Assert.True(answer.Number("updated") >= 2);
    }

    [Fact]
    public async Task Suggestions_are_of_movies_theaters_and_cities()
    {
        using var admin = await product.AdminAsync();
        var movie = (await admin.PostAsync("/v1/admin/movies", Place.MovieBody($"{_tag} Movie"))).Is(201).Id;
        var theater = (await admin.PostAsync("/v1/admin/theaters", new { name = $"{_tag} Palace", city = $"{_tag} City", address = "1", location = new { lat = 1.0, lon = 1.0 }, timeZone = "Etc/UTC" })).Is(201).Id;
        await SearchAsync(_tag); // which waits for what was written

        var found = await SuggestAsync(_tag[..6]);
        Assert.Equal([("movie", movie, $"{_tag} Movie"), ("theater", theater, $"{_tag} Palace"), ("city", $"{_tag} City", $"{_tag} City")], found);
        Assert.Equal("movie", Assert.Single(await SuggestAsync($"{_tag[..4]}z{_tag[5..]} moive")).Kind);
        Assert.Equal(2, (await SuggestAsync($"{_tag}&city=Nowhere")).Count);
        Assert.Empty(await SuggestAsync(""));
        Assert.Empty(await SuggestAsync("%25_"));
    }

    [Fact]
    public async Task Search_tables_are_rebuilt_from_the_grains_while_they_are_used()
    {
        using var admin = await product.AdminAsync();
        var place = await Place.MakeAsync(product, city: $"{_tag} City");
        (await admin.PutAsync($"/v1/admin/movies/{place.Movie}", Place.MovieBody($"{_tag} Rebuilt"))).Is(200);
        Assert.Single(await FindAsync("rebuilt"));
        await product.SqlAsync("DELETE FROM movie_view; DELETE FROM theater_view; DELETE FROM show_view; DELETE FROM movie_standing; DELETE FROM search_word; INSERT INTO search_word VALUES ('leftover', '{1}')");
        Assert.Empty(await FindAsync("rebuilt"));

        var job = (await admin.PostAsync("/v1/admin/search/reindex")).Is(202);
        for (var left = 300; (job = (await admin.GetAsync($"/v1/admin/jobs/{job.Id}")).Is(200)).Text("status") == "running"; left--)
        {
            Assert.True(left > 0, job.Body);
            await Task.Delay(50);
        }

        Assert.Equal("done", job.Text("status"));
        Assert.Equal(job.Number("total"), job.Number("done"));
        Assert.Single(await FindAsync("rebiult"));
        Assert.Single((await admin.GetAsync($"/v1/movies?city={_tag} city")).At("items").EnumerateArray());
        Assert.Equal(0L, await product.ScalarAsync("SELECT count(*) FROM search_word WHERE word = 'leftover'"));
    }

    [Fact]
    public async Task Rows_of_an_older_release_become_searchable_by_themselves()
    {
        using var admin = await product.AdminAsync();
        (await admin.PostAsync("/v1/admin/movies", Place.MovieBody($"Older {_tag}"))).Is(201);
        Assert.Single(await FindAsync("older"));
        await product.SqlAsync("UPDATE movie_view SET title_key = NULL, names = NULL, titles = NULL, people = NULL, words = NULL, folded = 0");
        Assert.Empty(await FindAsync("older"));

        await product.UpkeepAsync();
        Assert.Single(await FindAsync("older"));
    }

    private string Line(int number, string title) => string.Create(
        CultureInfo.InvariantCulture, $$"""{"externalId":"{{_tag}}-{{number}}","title":"{{title}} {{_tag}}","languages":["en"],"genres":["drama"],"durationMinutes":90,"cast":["Somebody"]}""");

    private async Task<string[]> FindAsync(string text) => [.. (await SearchAsync($"{text} {_tag}")).At("items").EnumerateArray().Select(movie => movie.GetProperty("id").GetString()!)];

    private async Task<ApiAnswer> SearchAsync(string text)
    {
        using var nobody = product.Nobody();
        return (await nobody.GetAsync($"/v1/movies?q={Uri.EscapeDataString(text)}")).Is(200);
    }

    private async Task<List<(string Kind, string Id, string Text)>> SuggestAsync(string text)
    {
        using var nobody = product.Nobody();
        return [.. (await nobody.GetAsync($"/v1/search/suggestions?q={text}")).Is(200).At("items").EnumerateArray()
            .Select(one => (one.GetProperty("kind").GetString()!, one.GetProperty("id").GetString()!, one.GetProperty("text").GetString()!))];
    }
}
