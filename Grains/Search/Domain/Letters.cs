using System.Text;

namespace Marquee.Search.Domain;

/// <summary>Letters that stand for others: ligatures and barred letters, and other scripts in Latin letters as people type them.</summary>
internal static class Letters
{
    private static readonly Dictionary<int, string> PlainOnes = Pairs(
        "ß ss æ ae œ oe ø o đ d ð d þ th ł l ı i ħ h ŋ n ĸ k ſ s ə e ɛ e ɔ o ŧ t ى ي ة ه ё е");

    private static readonly Dictionary<int, string> Latin = Pairs(
        "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ . ы y ь . э e ю yu я ya "
        + "і i ї yi є ye ґ g ў u ј j љ lj њ nj ћ c ђ dj џ dz "
        + "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o "
        + "अ a आ aa इ i ई ee उ u ऊ oo ऋ ri ए e ऐ ai ऑ o ओ o औ au ं n ँ n ः h "
        + "ा aa ि i ी ee ु u ू oo ृ ri ॅ e े e ै ai ॉ o ो o ौ au ् .");

    // Followed by no vowel sign they are said with an a.
    private static readonly Dictionary<int, string> Consonants = Pairs(
        "क k ख kh ग g घ gh ङ n च ch छ chh ज j झ jh ञ n ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n प p फ ph ब b भ bh म m य y र r ल l ळ l व v श sh ष sh स s ह h");

    /// <summary>The letter as it is indexed.</summary>
    public static string Plain(Rune letter) => PlainOnes.GetValueOrDefault(letter.Value) ?? letter.ToString();

    /// <summary>A Cyrillic, Greek or Devanagari word in Latin letters. Null where it is of another script, or Latin already.</summary>
    public static string? InLatin(string word)
    {
        if (word.All(char.IsAscii)) return null;
        var (latin, known, afterConsonant) = (new StringBuilder(), false, false);
        foreach (var letter in word.EnumerateRunes())
        {
            var consonant = Consonants.GetValueOrDefault(letter.Value);
            var other = consonant ?? Latin.GetValueOrDefault(letter.Value);
            known |= other is not null;
            if (afterConsonant && !IsVowelSign(letter)) latin.Append('a');
            latin.Append(other is "." ? "" : other ?? letter.ToString());
            afterConsonant = consonant is not null;
        }

        // The vowel that ends a word is written and not said: राम is Ram.
        return known && latin.Length > 0 ? latin.ToString(0, Math.Min(latin.Length, Folding.LongestWord)) : null;
    }

    private static bool IsVowelSign(Rune letter) => letter.Value is >= 0x093E and <= 0x094D;

    private static Dictionary<int, string> Pairs(string table)
    {
        var parts = table.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Chunk(2).ToDictionary(pair => pair[0].EnumerateRunes().First().Value, pair => pair[1]);
    }
}
