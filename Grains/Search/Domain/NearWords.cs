namespace Marquee.Search.Domain;

/// <summary>Which words of the vocabulary somebody may have meant who typed another one.</summary>
internal static class NearWords
{
    private const int Most = 40;

    /// <summary>Nearest first; not the word itself.</summary>
    /// <param name="vocabulary">All that share a key with it, and others.</param>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> vocabulary)
    {
        var near = from other in vocabulary
                   where other != word
                   let distance = Cost(word, other)
                   where distance is not null
                   orderby distance, other
                   select other;
        return [.. near.Take(Most)];
    }

    /// <summary>How far the two are apart in the eyes of a reader, 0 where they are the same. Null where one cannot be meant by the other.</summary>
    public static double? Cost(string typed, string meant)
    {
        if (typed == meant) return 0;
        // Figures are not misspelled but mean another number.
        if (char.IsAsciiDigit(typed[0]) || char.IsAsciiDigit(meant[0])) return null;
        var allowed = Math.Min(Spelling.Allowed(typed.Length), Spelling.Allowed(meant.Length + 1));
        var distance = Spelling.Distance(typed, meant, Spelling.MostMistakes);
        var sound = typed.Length > 3 ? Spelling.Sound(typed) : "";
        var alike = sound.Length > 1 && sound == Spelling.Sound(meant);
        if (distance > allowed) return alike && sound.Length > 2 && Math.Abs(typed.Length - meant.Length) <= 3 ? 2.2 : null;
        // Whoever hears it writes it otherwise; else the first letter is the one that people get right.
        return distance + (alike ? -0.3 : typed[0] == meant[0] ? 0 : 0.3) - (typed[^1] == meant[^1] ? 0.1 : 0);
    }
}
