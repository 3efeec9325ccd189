using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Marquee.Search.Domain;

/// <summary>
/// Takes away from a text what people do not type the same way twice: case, accents, punctuation, ligatures. What is indexed and what is
/// asked for are folded alike, here and nowhere else. Change <see cref="Version"/> with the rules, or old rows are not found by new queries.
/// </summary>
internal static partial class Folding
{
    /// <summary>Of everything in this namespace that says what is indexed; less than 1,000.</summary>
    public const int Version = 1;

    /// <summary>Far above any word; what is longer is cut, on both sides.</summary>
    public const int LongestWord = 40;

    /// <summary>The words of a text in their order. Each Chinese or Japanese character is a word of its own: there are no spaces to tell.</summary>
    public static List<string> Words(string text)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var rune in Prepared(text).Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (IsDropped(rune)) continue;
            if (IsWordOfItsOwn(rune))
            {
                Finish(words, word);
                words.Add(rune.ToString());
            }
            else if (IsPartOfWord(rune)) word.Append(Letters.Plain(Rune.ToLowerInvariant(rune)));
            else Finish(words, word);
        }

        Finish(words, word);
        return words;
    }

    /// <summary>What must be seen before characters are taken apart: U.S.A., the half of 8½, the and of &amp;.</summary>
    private static string Prepared(string text)
    {
        var prepared = new StringBuilder(text.Length + 8);
        foreach (var sign in Abbreviation().Replace(text, letters => letters.Value.Replace(".", "", StringComparison.Ordinal)))
        {
            if (sign == '&') prepared.Append(" and ");
            else if (char.GetUnicodeCategory(sign) == UnicodeCategory.OtherNumber) prepared.Append(' ').Append(sign);
            else prepared.Append(sign);
        }

        return prepared.ToString();
    }

    private static void Finish(List<string> words, StringBuilder word)
    {
        if (word.Length == 0) return;
        // Taken apart, a Korean syllable is several characters; whole, it is one.
        var whole = word.ToString().Normalize(NormalizationForm.FormC);
        words.Add(whole.Length <= LongestWord ? whole : char.IsHighSurrogate(whole[LongestWord - 1]) ? whole[..(LongestWord - 1)] : whole[..LongestWord]);
        word.Clear();
    }

    /// <summary>Apostrophes, what joins letters invisibly, and marks that their readers leave out; the vowel signs of India stay.</summary>
    private static bool IsDropped(Rune rune) => rune.Value is '\'' or '`' or 0x00B4 or 0x02BC or 0x2018 or 0x2019 or 0x201B or 0x2032
        or (>= 0x0300 and <= 0x036F) or (>= 0x0591 and <= 0x05C7) or (>= 0x064B and <= 0x065F) or 0x0670 or 0x0640 or 0x093C or 0x09BC
        or 0x00AD or 0x200B or 0x200C or 0x200D or 0xFEFF;

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.LetterNumber;

    private static bool IsWordOfItsOwn(Rune rune) =>
        rune.Value is (>= 0x3041 and <= 0x3096) or (>= 0x30A1 and <= 0x30FA) or (>= 0x3400 and <= 0x9FFF) or (>= 0x20000 and <= 0x3FFFF);

    [GeneratedRegex(@"(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?")]
    private static partial Regex Abbreviation();
}
