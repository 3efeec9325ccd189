namespace Marquee.Search.Domain;

/// <summary>Takes a word apart that was typed without its spaces: thedarkknight.</summary>
internal static class Segments
{
    private const int Shortest = 4;
    private const int LongestPart = 16;

    /// <summary>Whatever could be a part of the word.</summary>
    public static IEnumerable<string> Of(string word)
    {
        if (word.Length < Shortest || !word.All(char.IsAsciiLetterOrDigit)) yield break;
        for (var from = 0; from < word.Length; from++)
            for (var length = 1; length <= Math.Min(LongestPart, word.Length - from); length++)
                if (length < word.Length) yield return word.Substring(from, length);
    }

    /// <summary>The likeliest parts: few, and none of them a rare scrap. Null where it does not come apart.</summary>
    public static IReadOnlyList<string>? Read(string word, IReadOnlySet<string> known)
    {
        if (word.Length < Shortest || !word.All(char.IsAsciiLetterOrDigit)) return null;
        var best = new (double Cost, int From)[word.Length + 1];
        Array.Fill(best, (double.PositiveInfinity, 0));
        best[0] = (0, 0);
        for (var end = 1; end <= word.Length; end++)
        {
            for (var from = Math.Max(0, end - LongestPart); from < end; from++)
            {
                var part = word[from..end];
                if (part.Length == word.Length || !known.Contains(part)) continue;
                var cost = best[from].Cost + CostOf(part);
                if (cost < best[end].Cost) best[end] = (cost, from);
            }
        }

        // Almost anything comes apart into scraps.
        return best[^1].Cost <= 1 + (word.Length / 2.5) ? Parts(word, best) : null;
    }

    // Names of casts have every scrap of two letters; only those that are words of the language are to be expected.
    private static double CostOf(string part) => part.Length switch
    {
        _ when StopWords.Contains(part) || part is "in" or "to" or "on" or "is" or "it" or "my" or "me" or "we" or "up" or "no" or "at" or "for" or "you" => 1.2,
        1 => char.IsAsciiDigit(part[0]) || part[0] == 'i' ? 1.5 : 4,
        2 => 3,
        3 => 1.6,
        _ => 1,
    };

    private static List<string> Parts(string word, (double Cost, int From)[] best)
    {
        var parts = new List<string>();
        for (var end = word.Length; end > 0; end = best[end].From) parts.Add(word[best[end].From..end]);
        parts.Reverse();
        return parts;
    }
}
