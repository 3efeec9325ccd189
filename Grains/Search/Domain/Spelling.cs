using System.Text;

namespace Marquee.Search.Domain;

/// <summary>
/// How far one word is from another, and keys by which an index finds words that are near. Two words that are one or two mistakes apart
/// share a key: each has the keys of what is left when up to two of its letters are taken away. One more key is of how it sounds.
/// </summary>
internal static class Spelling
{
    public const int MostMistakes = 2;

    // Beyond it letters make more keys and find hardly more: mistakes further on are found by what stands before them.
    private const int Looked = 7;
    private const int LeastForSound = 3;

    /// <summary>Mistakes a word of that length may have and still be recognized.</summary>
    public static int Allowed(int length) => length switch { < 3 => 0, < 5 => 1, _ => MostMistakes };

    /// <summary>The keys of a word, each once.</summary>
    public static int[] Keys(string word)
    {
        var keys = new HashSet<int>();
        var begin = word.Length <= Looked ? word : word[..Looked];
        Add(keys, begin, Allowed(word.Length), 0);
        if (Sound(word) is { Length: >= LeastForSound } sound) keys.Add(Hash(sound, 1));
        return [.. keys];
    }

    /// <summary>
    /// Letters to insert, leave out, replace or swap with their neighbour to make one word of the other; no letter is touched twice.
    /// More than <paramref name="most"/> is answered as one more than that.
    /// </summary>
    public static int Distance(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most) return most + 1;
        var width = right.Length + 1;
        // The row in the making and the two above it, in turn.
        Span<int> rows = stackalloc int[3 * width];
        for (var j = 0; j < width; j++) rows[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            var (row, above, before) = (i % 3 * width, (i - 1) % 3 * width, (i + 1) % 3 * width);
            var least = rows[row] = i;
            for (var j = 1; j < width; j++)
            {
                var step = Math.Min(Math.Min(rows[above + j], rows[row + j - 1]) + 1, rows[above + j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) step = Math.Min(step, rows[before + j - 2] + 1);
                rows[row + j] = step;
                least = Math.Min(least, step);
            }

            if (least > most + 1) return most + 1;
        }

        return Math.Min(rows[(left.Length % 3 * width) + right.Length], most + 1);
    }

    /// <summary>What is left of a word for the ear: consonants, alike ones the same, doubled ones once. Empty where it is not Latin.</summary>
    public static string Sound(string word)
    {
        var sound = new StringBuilder(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            if (!char.IsAscii(word[i])) return "";
            var next = i + 1 < word.Length ? word[i + 1] : ' ';
            foreach (var heard in Heard(word[i], next, first: i == 0))
                if (sound.Length == 0 || sound[^1] != heard) sound.Append(heard);
        }

        return sound.ToString();
    }

    private static string Heard(char letter, char next, bool first) => letter switch
    {
        'p' when next == 'h' => "f",
        'k' or 'g' when first && next == 'n' => "",
        'c' when next is 'e' or 'i' or 'y' => "s",
        'c' when next == 'h' => "j",
        'c' or 'q' => "k",
        'x' => first ? "s" : "ks",
        'z' => "s",
        'w' => first ? "v" : "",
        'g' when next == 'h' && !first => "",
        'g' when next is 'e' or 'i' => "j",
        'a' or 'e' or 'i' or 'o' or 'u' or 'y' => first ? "a" : "",
        'h' => "",
        _ => letter.ToString(),
    };

    private static void Add(HashSet<int> keys, string word, int mistakes, int from)
    {
        keys.Add(Hash(word, 0));
        if (mistakes == 0) return;
        // Letters are taken away from left to right, so that no pair is taken twice.
        for (var at = from; at < word.Length; at++) Add(keys, word.Remove(at, 1), mistakes - 1, at);
    }

    /// <summary>FNV-1a: the same in every process, which string's own hash is not.</summary>
    private static int Hash(string text, int kind)
    {
        var hash = 2_166_136_261u + (uint)kind;
        foreach (var letter in text) hash = (hash ^ letter) * 16_777_619u;
        return unchecked((int)hash);
    }
}
