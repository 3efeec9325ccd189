using Marquee.Movies;
using Marquee.Silo.Reads;
using Marquee.Silo.Search;
using Npgsql;

namespace Marquee.LoadTest.Search;

/// <summary>A way to search the films.</summary>
internal abstract class SearchSide(string name)
{
    public string Name => name;

    /// <summary>Lines of the first ten films, best first.</summary>
    public abstract Task<IReadOnlyList<int>> FindAsync(string text);
}

/// <summary>Everything the product does in the database for a page of a search, its documents included.</summary>
internal sealed class ProductSearch(NpgsqlDataSource database) : SearchSide("Marquee")
{
    private readonly MovieSearch _search = new(new ReadDatabase(database));

    public override async Task<IReadOnlyList<int>> FindAsync(string text)
    {
        var found = await _search.FindAsync(new MovieQuery(text, null, null, null, null, 0, null, DateTimeOffset.UtcNow, Scores.Page, null));
        string[] ids = [.. found.Items.Take(Scores.Page).Select(film => film.Id)];
        await using var command = database.CreateCommand("SELECT id, document FROM movie_view WHERE id = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = ids });
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetFieldValue<byte[]>(1);
        return [.. ids.Select(SearchDatabase.LineOf)];
    }
}

/// <summary>One statement on a plain table with the index that such searches have.</summary>
internal sealed class PlainSearch(string name, NpgsqlDataSource database, string sql) : SearchSide(name)
{
    public const string Like = "SELECT line FROM plain WHERE title ILIKE '%' || $1 || '%' ORDER BY length(title), line LIMIT 10";

    public const string FullText =
        """
        SELECT line FROM plain, plainto_tsquery('english', $1) query
        WHERE text @@ query ORDER BY ts_rank(text, query, 1) DESC, line LIMIT 10
        """;

    public const string Trigram = "SELECT line FROM plain WHERE title % $1 ORDER BY similarity(title, $1) DESC, line LIMIT 10";

    public override async Task<IReadOnlyList<int>> FindAsync(string text)
    {
#pragma warning disable CA2100 // One of the constants above.
        await using var command = database.CreateCommand(sql);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<int>();
        while (await reader.ReadAsync()) lines.Add(reader.GetInt32(0));
        return lines;
    }
}
