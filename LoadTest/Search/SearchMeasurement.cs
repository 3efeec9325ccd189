using System.Diagnostics;
using System.Globalization;
using Marquee.LoadTest.Comparison;
using Marquee.Silo.Reads;
using Marquee.Silo.Search;
using Npgsql;

namespace Marquee.LoadTest.Search;

/// <summary>
/// Asks every judged query of the product's search and of three plain ones, on the same server and films, and prints how well each answered
/// and how long it took; then types titles and names letter by letter into the suggestions.
/// </summary>
internal static class SearchMeasurement
{
    private const int Theaters = 20_000;
    private const int Typed = 60;
    private const int MostLetters = 12;

    public static async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync("Starting PostgreSQL...");
        await using var server = await Database.StartAsync();
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(await server.CreateAsync("search")) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 }.ConnectionString);
        var films = FilmList.Read();
        var (clock, used) = (Stopwatch.StartNew(), server.Seconds());
        await SearchDatabase.FillAsync(database, films);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{films.Count} films projected in {clock.Elapsed.TotalSeconds:0.0} s, {server.Seconds() - used:0.0} s of PostgreSQL's processor time"));
        await SearchDatabase.AddPlainAsync(database);
        List<SearchSide> sides = [new ProductSearch(database), new PlainSearch("ILIKE", database, PlainSearch.Like), new PlainSearch("full text", database, PlainSearch.FullText)];
        if (await SearchDatabase.TryAddTrigramsAsync(database)) sides.Add(new PlainSearch("trigram", database, PlainSearch.Trigram));

        var queries = JudgedSet.Of(films);
        var scores = new List<(SearchSide Side, Scores Scores, double Cpu)>();
        foreach (var side in sides)
        {
            await output.WriteLineAsync($"{side.Name}: {queries.Count} queries...");
            // Once to warm up, once to measure.
            await ScoreAsync(side, queries);
            used = server.Seconds();
            scores.Add((side, await ScoreAsync(side, queries, output), (server.Seconds() - used) * 1_000 / queries.Count));
        }

        await WriteAsync(output, scores);
        await SearchDatabase.FillTheatersAsync(database, Theaters);
        await SuggestAsync(database, films, output);
    }

    public static async Task<Scores> ScoreAsync(SearchSide side, IReadOnlyList<JudgedQuery> queries, TextWriter? misses = null)
    {
        var scores = new Scores();
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            var found = await side.FindAsync(query.Text);
            scores.Add(query, found, Stopwatch.GetElapsedTime(start));
            if (misses is not null && side is ProductSearch && !found.Any(query.Right.Contains)) await misses.WriteLineAsync($"  not found ({query.Kind}): {query.Text}");
        }

        return scores;
    }

    private static async Task WriteAsync(TextWriter output, List<(SearchSide Side, Scores Scores, double Cpu)> scores)
    {
        await output.WriteLineAsync($"\n{"MRR / recall@10",-18}{"queries",8}{string.Concat(scores.Select(side => $"{side.Side.Name,18}"))}");
        foreach (var kind in scores[0].Scores.Kinds.Append(null))
            await output.WriteLineAsync($"{kind ?? "all",-18}{scores[0].Scores.Count(kind),8}{string.Concat(scores.Select(side => $"{side.Scores.Cell(kind),18}"))}");
        foreach (var percent in new[] { 50, 99 })
            await output.WriteLineAsync($"{$"p{percent} ms",-26}{string.Concat(scores.Select(side => string.Create(CultureInfo.InvariantCulture, $"{side.Scores.Percentile(percent),18:0.00}")))}");
        await output.WriteLineAsync($"{"database CPU ms, mean",-26}{string.Concat(scores.Select(side => string.Create(CultureInfo.InvariantCulture, $"{side.Cpu,18:0.00}")))}");
    }

    /// <summary>Every beginning of up to twelve letters of titles and theaters' names, as a browser asks while somebody types.</summary>
    private static async Task SuggestAsync(NpgsqlDataSource database, IReadOnlyList<ListedFilm> films, TextWriter output)
    {
        var (suggestions, random) = (new Suggestions(new ReadDatabase(database), new MovieSearch(new ReadDatabase(database))), new Random(1));
        var texts = Enumerable.Range(0, Typed).Select(_ => films[random.Next(films.Count)].Title).Concat(Enumerable.Range(0, Typed).Select(number => $"{TheaterNames.First(number)} {TheaterNames.Second(number)}"))
            .Concat(Enumerable.Range(0, Typed).Select(TheaterNames.City)).ToList();
        var times = new List<double>();
        for (var pass = 0; pass < 2; pass++)
        {
            times.Clear();
            foreach (var text in texts)
            {
                for (var letters = 1; letters <= Math.Min(MostLetters, text.Length); letters++)
                {
                    var start = Stopwatch.GetTimestamp();
                    await suggestions.FindAsync(text[..letters], null, DateTimeOffset.UtcNow);
                    times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                }
            }
        }

        times.Sort();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"\n{times.Count} suggestions among {films.Count} films and {Theaters} theaters: median {times[times.Count / 2]:0.00} ms, p99 {times[times.Count * 99 / 100]:0.00} ms"));
    }
}
