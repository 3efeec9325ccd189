using Marquee.Search.Domain;

namespace Marquee.Silo.Search;

/// <summary>What is searched for, as the database wants it. A text that is null finds nothing.</summary>
/// <param name="Begun">All words, the last one perhaps only begun.</param>
/// <param name="Whole">All words as they are, anywhere.</param>
/// <param name="Near">All words or ones that they may be misspellings of.</param>
/// <param name="Anywhere">True where <paramref name="Near"/> may be scattered over a film; else a title or its people must have it all.</param>
internal sealed record SearchTerms(string Key, string? Begun, string? Whole, string? Near, bool Anywhere)
{
    // A word of one or two letters begins too many names and plots to mean any of them.
    private const int LeastBegun = 3;

    public static SearchTerms Strict(Query query, IReadOnlyList<Reading> readings)
    {
        var begun = Any(readings, reading => All(reading, word => Forms(word, word == reading.Last)));
        var last = query.AsItStands.Last?.Written.Length ?? 0;
        return new(query.Key, begun, last >= LeastBegun ? begun : Any(readings, reading => All(reading, word => Forms(word, begun: false))), null, false);
    }

    /// <summary>All words of a text, the last one perhaps only begun, to look for in names of theaters. Null where there is no word.</summary>
    public static string? OfNames(string text)
    {
        var words = Folding.Words(text);
        return words.Count == 0 ? null : string.Join('&', words.Select((word, at) => at == words.Count - 1 ? $"'{word}':*" : $"'{word}'"));
    }

    public SearchTerms Misspelled(IReadOnlyList<Reading> readings, IReadOnlyCollection<string> vocabulary) => this with
    {
        Near = Any(readings, reading => All(reading, word => NearForms(reading, word, vocabulary))),
        Anywhere = readings[0].Wanted.Count > 1,
    };

    /// <summary>All words but any one of them. Null where there is only one.</summary>
    public SearchTerms? AllButOne(Reading reading, IReadOnlyCollection<string> vocabulary) => reading.Wanted.Count < 2 ? null : this with
    {
        Near = string.Join('|', reading.Wanted.Select(left => $"({string.Join('&', reading.Wanted.Where(word => word != left).Select(word => NearForms(reading, word, vocabulary)))})")),
        Anywhere = true,
    };

    private static string NearForms(Reading reading, QueryWord word, IReadOnlyCollection<string> vocabulary)
    {
        var near = NearWords.Of(word.Written, vocabulary);
        // A misspelled number is as good as the figures.
        return Either([.. Lexemes(word, word == reading.Last), .. near.Concat(near.Select(other => Numerals.Figure(other)).OfType<string>()).Select(other => $"'{other}'")]);
    }

    private static string Forms(QueryWord word, bool begun) => Either(Lexemes(word, begun));

    private static IEnumerable<string> Lexemes(QueryWord word, bool begun) =>
        word.Forms.Select(form => begun && form == word.Written ? $"'{form}':*" : $"'{form}'");

    private static string All(Reading reading, Func<QueryWord, string> forms) => string.Join('&', reading.Wanted.Select(forms));

    private static string? Any(IReadOnlyList<Reading> readings, Func<Reading, string> text) => string.Join('|', readings.Select(reading => $"({text(reading)})"));

    private static string Either(IEnumerable<string> lexemes) => $"({string.Join('|', lexemes)})";
}
