namespace Marquee.Search.Domain;

/// <summary>
/// What somebody looks for. It can be read in several ways: as it stands, with a space put in where one seems to be missing, and with one
/// taken out; which of them make sense depends on the words that films have.
/// </summary>
internal sealed class Query
{
    // More would be no title any more, and each costs a look into the index.
    private const int MostWords = 12;
    private const int MostReadings = 6;

    private readonly IReadOnlyList<QueryWord> _words;

    private Query(IReadOnlyList<QueryWord> words, string key) => (_words, Key) = (words, key);

    public bool IsEmpty => _words.Count == 0;

    public Reading AsItStands => new(_words);

    /// <summary>As titles are kept, see <see cref="FilmText.Title"/>.</summary>
    public string Key { get; }

    /// <summary>True where so little was typed that only beginnings of titles can be meant.</summary>
    public bool IsBeginning => _words.All(word => StopWords.Contains(word.Text)) || (_words.Count == 1 && _words[0].Written.Length < 3 && char.IsAsciiLetter(Key[0]));

    /// <summary>Everything whose being a word decides on how the query can be read.</summary>
    public string[] Guesses => [.. _words.SelectMany(word => Segments.Of(word.Written)).Concat(_words.Select(word => word.Written)).Concat(Joined.Select(pair => pair.Word)).Distinct()];

    public static Query Of(string text)
    {
        var written = Folding.Words(text);
        QueryWord[] words = [.. Numerals.Figures(written).Take(MostWords).Select(word => new QueryWord(word.Text, word.Written))];
        return new Query(words, KeyOf(written));
    }

    /// <summary>A title, or what is typed of one, as it is compared.</summary>
    public static string KeyOf(IReadOnlyList<string> words) =>
        string.Join(' ', StopWords.WithoutArticle([.. Numerals.Figures(words).Select(word => word.Text)]));

    /// <summary>How it can be read, as it stands first.</summary>
    /// <param name="known">Those of the <see cref="Guesses"/> that are words.</param>
    public IReadOnlyList<Reading> Readings(IReadOnlySet<string> known)
    {
        List<Reading> readings = [AsItStands];
        var parts = _words.Select(word => Segments.Read(word.Written, known)).ToList();
        var strange = Enumerable.Range(0, _words.Count).Where(at => parts[at] is not null && !known.Contains(_words[at].Written)).ToHashSet();
        if (strange.Count > 1) readings.Add(Separated(parts, strange.Contains));
        for (var at = 0; at < _words.Count; at++)
        {
            var here = at;
            if (parts[at] is not null) readings.Add(Separated(parts, other => other == here));
        }

        readings.AddRange(Joined.Where(pair => known.Contains(pair.Word)).Select(Together));
        return [.. readings.Take(MostReadings)];
    }

    /// <summary>Further readings: with a space taken out, where what comes of it is a misspelled word.</summary>
    public IEnumerable<Reading> NearReadings(IReadOnlyCollection<string> vocabulary) =>
        Joined.Where(pair => NearWords.Of(pair.Word, vocabulary).Count > 0).Select(Together).Take(MostReadings);

    /// <summary>Two words as one, and letters that stand alone: L A Confidential.</summary>
    public IReadOnlyList<(int At, int Count, string Word)> Joined
    {
        get
        {
            var joined = Enumerable.Range(0, Math.Max(0, _words.Count - 1)).Select(at => (at, 2, _words[at].Written + _words[at + 1].Written)).ToList();
            var letters = _words.TakeWhile(word => word.Written.Length == 1).Count();
            if (letters > 2) joined.Add((0, letters, string.Concat(_words.Take(letters).Select(word => word.Written))));
            return joined;
        }
    }

    private Reading Together((int At, int Count, string Word) joined) =>
        new([.. _words.Take(joined.At), new QueryWord(joined.Word, joined.Word), .. _words.Skip(joined.At + joined.Count)]);

    private Reading Separated(List<IReadOnlyList<string>?> parts, Func<int, bool> which)
    {
        var written = _words.SelectMany((word, at) => which(at) ? parts[at]! : [word.Written]).ToList();
        return new Reading([.. Numerals.Figures(written).Select(word => new QueryWord(word.Text, word.Written))]);
    }
}

/// <param name="Text">Folded, and in figures where it is a number.</param>
/// <param name="Written">Folded.</param>
internal sealed record QueryWord(string Text, string Written)
{
    /// <summary>Every way in which titles may have it.</summary>
    public IEnumerable<string> Forms => new[] { Text, Written, Letters.InLatin(Written) ?? Text }.Distinct();
}

/// <summary>One way to read a query.</summary>
internal sealed record Reading(IReadOnlyList<QueryWord> Words)
{
    public string Key { get; } = string.Join(' ', StopWords.WithoutArticle([.. Words.Select(word => word.Text)]));

    /// <summary>The article it begins with, where something follows it; else empty.</summary>
    public string Article { get; } = Words.Count > 1 && StopWords.IsArticle(Words[0].Text) ? Words[0].Text : "";

    /// <summary>The words that a film must have, each once: small ones only where there are no others.</summary>
    public IReadOnlyList<QueryWord> Wanted { get; } =
        [.. (Words.All(word => StopWords.Contains(word.Text)) ? Words : Words.Where(word => !StopWords.Contains(word.Text))).Distinct()];

    /// <summary>The word that may be only begun; null where the last one is one that need not be there.</summary>
    public QueryWord? Last => Wanted.Contains(Words[^1]) ? Words[^1] : null;
}
