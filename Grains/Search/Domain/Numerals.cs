using System.Globalization;

namespace Marquee.Search.Domain;

/// <summary>
/// Numbers in words and in Roman numerals as figures: twelve is 12, II is 2, nineteen eighty four is 1984. And the words that titles
/// shorten: doctor is dr.
/// </summary>
internal static class Numerals
{
    private const int Hundred = 100;
    private const int Thousand = 1_000;

    private static readonly Dictionary<string, int> Small = Numbered(
        0, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

    private static readonly Dictionary<string, int> Tens = Numbered(2, "twenty thirty forty fifty sixty seventy eighty ninety");

    private static readonly Dictionary<string, int> Ordinals = Numbered(
        1, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth");

    // Neither I nor the ends of names that are words; V and X begin titles of their own, see Figures.
    private static readonly Dictionary<string, int> Roman = Numbered(2, "ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx");

    private static readonly Dictionary<string, string> Short = new() { ["doctor"] = "dr", ["mister"] = "mr", ["saint"] = "st", ["versus"] = "vs", ["volume"] = "vol" };

    private static readonly Dictionary<string, string> Words = Small.Concat(Ordinals).Concat(Tens)
        .Select(pair => pair.Key).Concat(Short.Keys).DistinctBy(word => Figure(word)).ToDictionary(word => Figure(word)!);

    /// <summary>The words with every number in figures; a number of several words is one word then.</summary>
    public static List<Figured> Figures(IReadOnlyList<string> words)
    {
        var figures = new List<Figured>(words.Count);
        for (var at = 0; at < words.Count;)
        {
            var (number, next) = Read(words, at);
            var figure = number is { } value ? Text(value) : Figure(words[at], first: at == 0) ?? words[at];
            figures.Add(new Figured(figure, next == at + 1 ? words[at] : figure));
            at = next;
        }

        return figures;
    }

    /// <summary>One word in figures, or null where it is no number.</summary>
    public static string? Figure(string word, bool first = false)
    {
        if (Small.TryGetValue(word, out var number)) return Text(number);
        if (Tens.TryGetValue(word, out number)) return Text(number * 10);
        if (Ordinals.TryGetValue(word, out number)) return Text(number) + Suffix(number);
        if (word == "hundred") return Text(Hundred);
        if (word == "thousand") return Text(Thousand);
        if (Short.TryGetValue(word, out var shortened)) return shortened;
        return Roman.TryGetValue(word, out number) && !(first && word.Length == 1) ? Text(number) : null;
    }

    /// <summary>What <see cref="Figure"/> makes these figures of. Null where it is no single word.</summary>
    public static string? InWords(string figure) => Words.GetValueOrDefault(figure);

    private static (int? Number, int Next) Read(IReadOnlyList<string> words, int at)
    {
        if (BelowHundred(words, at) is not var (number, next)) return (null, at + 1);
        if (next < words.Count && words[next] is "hundred" or "thousand")
        {
            number *= words[next] == "hundred" ? Hundred : Thousand;
            next++;
            var rest = next < words.Count && words[next] == "and" ? next + 1 : next;
            return BelowHundred(words, rest) is var (more, after) ? (number + more, after) : (number, next);
        }

        // A year is said in two halves.
        return number is >= 10 and <= 20 && BelowHundred(words, next) is var (half, end) && half >= 10 ? ((number * Hundred) + half, end) : (number, next);
    }

    private static (int Number, int Next)? BelowHundred(IReadOnlyList<string> words, int at)
    {
        if (at >= words.Count) return null;
        if (Small.TryGetValue(words[at], out var small)) return (small, at + 1);
        if (!Tens.TryGetValue(words[at], out var tens)) return null;
        return at + 1 < words.Count && Small.TryGetValue(words[at + 1], out var unit) && unit is > 0 and < 10
            ? ((tens * 10) + unit, at + 2)
            : (tens * 10, at + 1);
    }

    private static string Suffix(int ordinal) => ordinal switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, int> Numbered(int from, string words) =>
        words.Split(' ').Select((word, index) => (word, from + index)).ToDictionary(pair => pair.word, pair => pair.Item2);
}

/// <param name="Text">In figures where it is a number, else the word.</param>
/// <param name="Written">The word as it was; where it took several to say the number, that.</param>
internal readonly record struct Figured(string Text, string Written);
