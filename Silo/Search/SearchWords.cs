using System.Collections.Concurrent;
using Marquee.Search.Domain;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Search;

/// <summary>The vocabulary, <c>search_word</c>.</summary>
internal static class SearchWords
{
    private const string Known = "SELECT word FROM search_word WHERE word = ANY ($1)";
    private const string Sharing = "SELECT word FROM search_word WHERE keys && $1";

    /// <summary>
    /// Whoever writes words takes turns: two transactions that each wait for a word of the other would never end. A statement of its own,
    /// so that the next one sees what was written in the turn before.
    /// </summary>
    public const string Turn = "SELECT pg_advisory_xact_lock(7277003)";

    private const string Add =
        """
        INSERT INTO search_word (word, keys)
        SELECT new.word, new.keys::integer[]
        FROM unnest($1, $2) AS new (word, keys)
        WHERE NOT EXISTS (SELECT FROM search_word old WHERE old.word = new.word)
        ON CONFLICT (word) DO NOTHING
        """;

    // In the turn of those who write words: none is forgotten that somebody has just found there and relied on.
    private const string Forget =
        """
        DELETE FROM search_word
        WHERE NOT word = ANY (SELECT word FROM ts_stat('SELECT titles || people FROM movie_view WHERE NOT removed AND titles IS NOT NULL'))
        """;

    // Most words of a film are those of others, and an import has many films.
    private const int MostKept = 50_000;
    private static readonly ConcurrentDictionary<string, string> Kept = [];

    /// <summary>Forgets words that no film has any more.</summary>
    public static async Task ForgetAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        foreach (var sql in new[] { Turn, Forget })
        {
#pragma warning disable CA2100 // Two constants.
            await using var command = new NpgsqlCommand(sql, transaction.Connection, transaction) { CommandTimeout = 120 };
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    /// <summary>Those of the words that there are.</summary>
    public static async Task<HashSet<string>> KnownAsync(NpgsqlConnection connection, string[] words) =>
        words.Length == 0 ? [] : await ReadAsync(connection, Known, words);

    /// <summary>All that may be near one of these, and some that are not.</summary>
    public static Task<HashSet<string>> NearAsync(NpgsqlConnection connection, IEnumerable<string> words) =>
        ReadAsync(connection, Sharing, words.SelectMany(Spelling.Keys).Distinct().ToArray());

    public static void AddTo(NpgsqlBatch batch, IEnumerable<string> words)
    {
        string[] sorted = [.. words.Distinct().Order(StringComparer.Ordinal)];
        if (sorted.Length == 0) return;
        if (Kept.Count > MostKept) Kept.Clear();
        batch.Add(Turn);
        batch.Add(Add).With(sorted).With(sorted.Select(word => Kept.GetOrAdd(word, Keys)).ToArray());
    }

    private static string Keys(string word) => $"{{{string.Join(',', Spelling.Keys(word))}}}";

    private static async Task<HashSet<string>> ReadAsync<T>(NpgsqlConnection connection, string sql, T parameter) where T : notnull
    {
#pragma warning disable CA2100 // One of the constants above.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.With(parameter);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new HashSet<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }
}
