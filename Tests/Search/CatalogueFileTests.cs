using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Marquee.Api.Http;
using Marquee.Api.Movies.Import;
using Xunit;

namespace Marquee.Tests.Search;

/// <summary>What is read of a file, whatever pieces it comes in.</summary>
public sealed class CatalogueFileTests
{
    private const int Longest = 200;
    private static readonly JsonSerializerOptions Json = Options();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4_096)]
    public async Task A_line_is_a_movie_whatever_pieces_it_comes_in(int piece)
    {
        var text = "\uFEFF{\"title\":\"Ä\"}\r\n\n  \n{\"title\":\"B\"}\nno json\n{\"titel\":\"C\"}\n" + $"{{\"title\":\"{new string('x', 500)}\"}}\n" + "[]\nnull\n{\"title\":\"last\"}";
        var lines = await NdjsonAsync(Encoding.UTF8.GetBytes(text), piece);
        Assert.Equal([1, 4, 5, 6, 7, 8, 9, 10], lines.Select(line => line.Number));
        Assert.Equal(["Ä", "B", null, null, null, null, null, "last"], lines.Select(line => line.Movie?.Title));
        Assert.Equal("The JSON at '$.titel' is unknown, repeated or of the wrong type.", lines[3].Error);
        Assert.Equal("The line has more than 200 bytes.", lines[4].Error);
    }

    [Fact]
    public async Task Bytes_that_are_no_text_spoil_their_line_alone()
    {
        var lines = await NdjsonAsync([.. "{\"title\":\""u8, 0xFF, .. "\"}\n{\"title\":\"B\"}"u8], 4_096);
        Assert.Equal([null, "B"], lines.Select(line => line.Movie?.Title));
    }

    [Theory]
    [InlineData("a,b\r\n1,2\r\n", "1:a/b 2:1/2")]
    [InlineData("a,b\n1,\n,2", "1:a/b 2:1/ 3:/2")]
    [InlineData("\"a,\"\"x\"\"\",\"two\r\nlines\"\nnext,one\n", "1:a,\"x\"/two\r\nlines 3:next/one")]
    [InlineData("\n\na\n", "3:a")]
    [InlineData("\"open, and never closed\n", "1:open, and never closed\n")]
    [InlineData("a\"b,c", "1:a\"b/c")]
    [InlineData("", "")]
    public async Task Records_are_read_as_the_standard_has_them(string text, string expected) => Assert.Equal(expected, await CsvAsync(text));

    [Fact]
    public async Task A_record_that_is_too_long_is_left_out_and_the_next_one_read() =>
        Assert.Equal("1: 2:b", await CsvAsync($"{new string('x', 500)}\nb\n"));

    [Fact]
    public async Task A_table_gives_back_what_was_written_into_it()
    {
        var movie = new MovieLine(
            "Two, \"three\"\nlines", ["hi", "en"], ["drama"], 90, "ext-1", null, "मूल", "UA", new DateOnly(2020, 2, 29), "Long, long ago", "https://a.test/b",
            [new("Somebody", "Hero"), new("Another", null)], [new("Third", "director")], ["one", "two"], JsonElement.Parse("""{"a":[1,"x,y"]}"""));
        var lines = new List<ImportLine>();
        await foreach (var line in CsvMovies.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(CsvMovies.Header + CsvMovies.Write(movie))), 2_000, CancellationToken.None)) lines.Add(line);
        Assert.Equal(JsonSerializer.Serialize(movie, Json), JsonSerializer.Serialize(Assert.Single(lines).Movie, Json));
    }

    [Theory]
    [InlineData("title,durationMinutes\nA,x", "durationMinutes must be a whole number.")]
    [InlineData("title,releaseDate\nA,soon", "releaseDate must be a day such as 2026-11-24.")]
    [InlineData("title,attributes\nA,[]", "attributes must be a JSON object.")]
    [InlineData("title,attributes\nA", "The record has 1 fields and the first line has 2.")]
    public async Task A_record_that_makes_no_movie_says_why(string text, string error)
    {
        await foreach (var line in CsvMovies.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), Longest, CancellationToken.None)) Assert.Equal((2, error), (line.Number, line.Error));
    }

    private static async Task<List<ImportLine>> NdjsonAsync(byte[] bytes, int piece)
    {
        var pipe = new Pipe();
        var lines = new NdjsonLines(pipe.Reader, Json, Longest);
        var write = Task.Run(async () =>
        {
            foreach (var some in bytes.Chunk(piece)) await pipe.Writer.WriteAsync(some);
            await pipe.Writer.CompleteAsync();
        });
        var read = new List<ImportLine>();
        await foreach (var line in lines.ReadAsync(CancellationToken.None)) read.Add(line);
        await write;
        return read;
    }

    private static async Task<string> CsvAsync(string text)
    {
        var records = new List<string>();
        await foreach (var record in new CsvRecords(new StringReader(text), Longest).ReadAsync(CancellationToken.None))
            records.Add(string.Create(CultureInfo.InvariantCulture, $"{record.Line}:{string.Join('/', record.Fields ?? [])}"));
        return string.Join(' ', records);
    }

    private static JsonSerializerOptions Options()
    {
        var json = new JsonSerializerOptions();
        StrictJson.Configure(json);
        return json;
    }
}
