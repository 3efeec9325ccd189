namespace Marquee.LoadTest.Search;

/// <summary>The mistakes people make, each by a rule. Where a rule does not fit a title the answer is null.</summary>
internal static class Typos
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    // A letter and its neighbours on the keyboard: what a finger hits instead.
    private static readonly string[] Rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

    private static readonly (string Right, string Heard)[] Sounds =
    [
        ("ph", "f"), ("ck", "k"), ("ee", "ea"), ("ea", "ee"), ("ie", "ei"), ("ei", "ie"), ("oo", "u"), ("ou", "u"), ("ll", "l"), ("ss", "s"), ("tt", "t"), ("rr", "r"),
        ("mm", "m"), ("nn", "n"), ("ce", "se"), ("ci", "si"), ("ca", "ka"), ("co", "ko"), ("cu", "ku"), ("qu", "kw"), ("x", "ks"), ("tion", "shun"), ("y", "i"), ("z", "s"),
        ("kn", "n"), ("wr", "r"), ("gh", "g"), ("ou", "ow"), ("v", "w"),
    ];

    private static readonly Dictionary<char, string> Accents = new()
    {
        ['a'] = "áàâä", ['e'] = "éèêë", ['i'] = "íîï", ['o'] = "óôö", ['u'] = "úûü", ['c'] = "ç", ['n'] = "ñ",
    };

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"];

    /// <summary>A letter that was not meant, somewhere in a word of four letters or more.</summary>
    public static string? Insertion(string title, Random random) => InWord(title, random, 4, (word, at) => word.Insert(at, Letter(random)));

    public static string? Deletion(string title, Random random) => InWord(title, random, 5, (word, at) => word.Remove(at, 1));

    /// <summary>The key beside the right one.</summary>
    public static string? Substitution(string title, Random random) => InWord(title, random, 4, (word, at) => word.Remove(at, 1).Insert(at, Beside(word[at], random)));

    public static string? Transposition(string title, Random random) =>
        InWord(title, random, 4, (word, at) => at + 1 < word.Length && word[at] != word[at + 1] ? $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}" : word);

    /// <summary>Two of the four above: both in one word of seven letters or more, or each in a word of its own.</summary>
    public static string? TwoErrors(string title, Random random)
    {
        Func<string, Random, string?>[] kinds = [Insertion, Deletion, Substitution, Transposition];
        var longest = title.Split(' ').MaxBy(word => word.Length)!;
        if (longest.Length >= 7 && random.Next(2) == 0)
            return kinds[random.Next(4)](longest, random) is { } first && kinds[random.Next(4)](first, random) is { } second ? title.Replace(longest, second, StringComparison.Ordinal) : null;
        var words = title.Split(' ');
        var long4 = Enumerable.Range(0, words.Length).Where(at => words[at].Length >= 5).ToArray();
        if (long4.Length < 2) return null;
        random.Shuffle(long4);
        foreach (var at in long4.Take(2))
        {
            if (kinds[random.Next(4)](words[at], random) is not { } wrong) return null;
            words[at] = wrong;
        }

        return string.Join(' ', words);
    }

    /// <summary>Written as it sounds.</summary>
    public static string? Phonetic(string title, Random random)
    {
        var fitting = Sounds.Where(sound => title.Contains(sound.Right, StringComparison.Ordinal)).ToArray();
        if (fitting.Length == 0) return null;
        var (right, heard) = fitting[random.Next(fitting.Length)];
        var at = title.IndexOf(right, StringComparison.Ordinal);
        return title.Remove(at, right.Length).Insert(at, heard);
    }

    public static string? MissingSpace(string title, Random random)
    {
        var spaces = Enumerable.Range(0, title.Length).Where(at => title[at] == ' ').ToArray();
        return spaces.Length == 0 ? null : title.Remove(spaces[random.Next(spaces.Length)], 1);
    }

    public static string? ExtraSpace(string title, Random random) => InWord(title, random, 7, (word, at) => at is > 2 && at < word.Length - 2 ? word.Insert(at, " ") : word);

    public static string? WordOrder(string title, Random random)
    {
        var words = title.Split(' ');
        if (words.Length < 2) return null;
        random.Shuffle(words);
        var shuffled = string.Join(' ', words);
        return shuffled == title ? null : shuffled;
    }

    public static string? Accented(string title, Random random)
    {
        var changed = string.Concat(title.Select(letter => Accents.TryGetValue(letter, out var with) && random.Next(2) == 0 ? with[random.Next(with.Length)] : letter));
        return changed == title ? null : changed;
    }

    /// <summary>Figures for a number in words, or words for one in figures.</summary>
    public static string? Numerals(string title, Random random)
    {
        var words = title.Split(' ');
        var at = Array.FindIndex(words, word => Array.IndexOf(Numbers, word) > 0 || (int.TryParse(word, out var number) && number > 0 && number < Numbers.Length));
        if (at < 0) return null;
        words[at] = int.TryParse(words[at], out var figures) ? Numbers[figures] : $"{Array.IndexOf(Numbers, words[at])}";
        return string.Join(' ', words);
    }

    private static string? InWord(string title, Random random, int shortest, Func<string, int, string> change)
    {
        var words = title.Split(' ');
        var fitting = Enumerable.Range(0, words.Length).Where(at => words[at].Length >= shortest && words[at].All(char.IsAsciiLetter)).ToArray();
        if (fitting.Length == 0) return null;
        var chosen = fitting[random.Next(fitting.Length)];
        var changed = change(words[chosen], random.Next(words[chosen].Length));
        if (changed == words[chosen]) return null;
        words[chosen] = changed;
        return string.Join(' ', words);
    }

    private static string Letter(Random random) => Alphabet[random.Next(Alphabet.Length)].ToString();

    private static string Beside(char letter, Random random)
    {
        var row = Rows.First(row => row.Contains(letter, StringComparison.Ordinal));
        var at = row.IndexOf(letter, StringComparison.Ordinal) + (random.Next(2) == 0 ? -1 : 1);
        return row[at < 0 ? 1 : at == row.Length ? row.Length - 2 : at].ToString();
    }
}
