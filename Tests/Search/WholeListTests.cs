using Marquee.LoadTest.Search;
using Marquee.Tests.Postgres;
using Npgsql;
using Xunit;
using Xunit.Abstractions;

namespace Marquee.Tests.Search;

/// <summary>Relevance over 36,273 real films, as <c>LoadTest search</c> reports it.</summary>
[Collection("postgres")]
public sealed class WholeListTests(PostgresFixture postgres, ITestOutputHelper output)
{
    [Fact]
    public async Task What_people_look_for_is_among_the_first_ten()
    {
        var films = FilmList.Read();
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder((await postgres.CreateDatabaseAsync()).ConnectionString) { MaxAutoPrepare = 32, AutoPrepareMinUsages = 2 }.ConnectionString);
        await SearchDatabase.FillAsync(database, films);
        var queries = JudgedSet.Of(films);
        Assert.True(queries.Count >= 700);

        var scores = await SearchMeasurement.ScoreAsync(new ProductSearch(database), queries);
        foreach (var kind in scores.Kinds) output.WriteLine($"{kind}: {scores.Cell(kind)}");
        Assert.InRange(scores.Recall(), 0.98, 1);
        Assert.InRange(scores.MeanReciprocalRank(), 0.94, 1);
        foreach (var kind in new[] { "exact", "prefix" }) Assert.InRange(scores.Recall(kind), 0.98, 1);
        Assert.InRange(scores.Recall("two errors"), 0.9, 1);
        Assert.InRange(scores.Recall("by hand"), 0.95, 1);
    }
}
