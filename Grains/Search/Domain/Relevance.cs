namespace Marquee.Search.Domain;

/// <summary>A film that was found, as far as its place in the list depends on it.</summary>
/// <param name="Strict">True where it has all the words as they were typed, wherever it has them.</param>
/// <param name="Running">True where a show of it is yet to start.</param>
/// <param name="Shown">The title as people see it.</param>
internal sealed record FoundFilm(string Id, string Shown, string Title, string? OriginalTitle, string Names, bool Strict, bool Running, float Popularity, int Year);

/// <summary>
/// Orders what was found as a person would: the title itself, titles that begin so, titles that have the words, people, the rest, and at
/// last what is only similar. Among equals what is shown now and what is popular come first, then the title that says little else, then
/// the newer film.
/// </summary>
internal static class Relevance
{
    private const int AfterKind = 10 + 1 + 20 + 6 + 12;

    /// <summary>One number, the smaller the better; ids tell equals apart.</summary>
    public static long Rank(IReadOnlyList<Reading> readings, FoundFilm film)
    {
        var best = readings.SelectMany((reading, place) => Matches(reading, place, film)).Min();
        var (words, wanted) = (film.Title.AsSpan().Count(' ') + 1, readings[0].Wanted.Count);
        return Pack(
            ((long)best.Kind, 4), ((long)(best.Fine * 10), 10), (film.Running ? 0 : 1, 1), (Inverse(film.Popularity), 20), (Math.Max(0, words - wanted), 6),
            (2_200 - film.Year, 12));
    }

    /// <summary>True where a title has every word of the query as it was typed, or a name has several.</summary>
    public static bool HasAllWords(long rank, Query query) =>
        (MatchKind)(rank >> AfterKind) is var kind && (kind is MatchKind.Title or MatchKind.Words || (kind is MatchKind.Person && query.AsItStands.Wanted.Count > 1));

    /// <summary>True where a title has every word, the last one perhaps only begun.</summary>
    public static bool IsInTitle(long rank) => (MatchKind)(rank >> AfterKind) <= MatchKind.BegunWords;

    private static IEnumerable<(MatchKind Kind, double Fine)> Matches(Reading reading, int place, FoundFilm film)
    {
        // A reading that adds or takes a space is a guess, and a guess is worth less than what was typed.
        var guess = place == 0 ? 0 : 0.1;
        var article = reading.Article.Length == 0 || film.Shown.StartsWith($"{reading.Article} ", StringComparison.OrdinalIgnoreCase) ? 0 : 0.2;
        yield return Of(reading, film.Title, guess + article);
        if (film.OriginalTitle is { } original) yield return Of(reading, original, guess);
        foreach (var name in film.Names.Split(FilmText.Between, StringSplitOptions.RemoveEmptyEntries))
            if (Cost(reading, name.Split(' ')) is { } cost) yield return (cost == 0 ? MatchKind.Person : cost <= Begun && film.Strict ? MatchKind.BegunPerson : MatchKind.SimilarPerson, cost + guess);
        yield return film.Strict ? (MatchKind.Anywhere, guess) : (MatchKind.Partly, 0);
    }

    private static (MatchKind Kind, double Fine) Of(Reading reading, string title, double guess)
    {
        if (title == reading.Key) return (MatchKind.Title, guess);
        if (IsSameJoined(title, reading.Key)) return (MatchKind.Title, guess + 0.2);
        if (title.StartsWith(reading.Key, StringComparison.Ordinal)) return (MatchKind.Begins, guess + (title[reading.Key.Length] == ' ' ? 0 : 0.5));
        var words = title.Split(' ');
        if (Cost(reading, words) is not { } cost) return (MatchKind.Partly, 50 - Shared(reading, words));
        var together = title.Contains(reading.Key, StringComparison.Ordinal) ? 0 : 0.5;
        if (cost == 0) return (MatchKind.Words, guess + together);
        if (cost <= Begun) return (MatchKind.BegunWords, guess + together);
        var extra = Math.Max(0, words.Length - reading.Wanted.Count);
        return (MatchKind.Similar, guess + cost + (0.2 * Math.Min(extra, 10)));
    }

    private const double Begun = 0.4;

    /// <summary>How far the reading's words are from the nearest of these; null where one of them is from all.</summary>
    private static double? Cost(Reading reading, string[] words)
    {
        double? sum = 0;
        foreach (var wanted in reading.Wanted) sum += words.Min(word => Cost(wanted, word, wanted == reading.Last));
        return sum;
    }

    private static double? Cost(QueryWord wanted, string word, bool last)
    {
        if (wanted.Text == word || wanted.Written == word) return 0;
        if (last && word.StartsWith(wanted.Written, StringComparison.Ordinal)) return Begun;
        // What was misspelled may be a number in words.
        return NearWords.Cost(wanted.Written, Numerals.InWords(word) ?? word);
    }

    /// <summary>True where only spaces differ: La La Land and lalaland.</summary>
    private static bool IsSameJoined(string title, string key)
    {
        var (at, other) = (0, 0);
        while (true)
        {
            while (at < title.Length && title[at] == ' ') at++;
            while (other < key.Length && key[other] == ' ') other++;
            if (at == title.Length || other == key.Length) return at == title.Length && other == key.Length;
            if (title[at++] != key[other++]) return false;
        }
    }

    private static int Shared(Reading reading, string[] words) => reading.Wanted.Count(wanted => words.Any(word => Cost(wanted, word, false) is not null));

    private static long Inverse(float popularity) => (1 << 20) - 1 - (long)Math.Min(popularity, (1 << 20) - 1);

    private static long Pack(params ReadOnlySpan<(long Value, int Bits)> parts)
    {
        var packed = 0L;
        foreach (var (value, bits) in parts) packed = (packed << bits) | Math.Clamp(value, 0, (1L << bits) - 1);
        return packed;
    }

    private enum MatchKind
    {
        Title,
        Begins,
        Words,
        BegunWords,
        Person,
        BegunPerson,
        Anywhere,
        Similar,
        SimilarPerson,
        Partly,
    }
}
