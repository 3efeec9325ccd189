using Marquee.LoadTest.Search;
using Marquee.Search.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Search;

public sealed class SpellingTests
{
    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    [Theory]
    [InlineData("matrix", "matrix", 0)]
    [InlineData("matrx", "matrix", 1)]
    [InlineData("matriix", "matrix", 1)]
    [InlineData("mstrix", "matrix", 1)]
    [InlineData("amtrix", "matrix", 1)]
    [InlineData("amtrx", "matrix", 2)]
    [InlineData("", "ab", 2)]
    [InlineData("abcdef", "ghijkl", 3)]
    [InlineData("a", "abcde", 3)]
    public void Distance_counts_mistakes_up_to_a_limit(string left, string right, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(left, right, 2));
        Assert.Equal(distance, Spelling.Distance(right, left, 2));
    }

    [Fact]
    public void Distance_is_what_the_textbook_says()
    {
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var (left, right) = (Word(random, random.Next(6), "abc"), Word(random, random.Next(6), "abc"));
            Assert.Equal(Math.Min(3, Textbook(left, right)), Spelling.Distance(left, right, 2));
        }
    }

    /// <summary>The promise of the index: whoever mistypes as often as is allowed finds the word by a key.</summary>
    [Fact]
    public void Words_that_are_as_many_mistakes_apart_as_are_allowed_share_a_key()
    {
        var random = new Random(11);
        for (var round = 0; round < 20_000; round++)
        {
            var word = Word(random, random.Next(3, 14), Alphabet);
            var typed = word;
            for (var mistakes = Spelling.Allowed(word.Length); mistakes > 0; mistakes--) typed = Mistake(typed, random);
            if (typed.Length < word.Length && Spelling.Allowed(typed.Length) < Spelling.Allowed(word.Length)) continue;
            Assert.True(Spelling.Keys(word).Intersect(Spelling.Keys(typed)).Any(), $"{word} is not found by {typed}.");
        }
    }

    /// <summary>They are kept: another hash would find nothing of what an older release wrote.</summary>
    [Fact]
    public void Keys_are_the_same_in_every_process_and_release() => Assert.Equal([108_289_031, 1_462_048_136, 1_261_010_898, 1_479_119_945], Spelling.Keys("cat"));

    [Theory]
    [InlineData("philosopher", "filosofer")]
    [InlineData("knight", "nite")]
    [InlineData("sholay", "sholey")]
    [InlineData("casablanca", "kasablanka")]
    public void Words_that_sound_alike_have_one_sound(string left, string right) => Assert.Equal(Spelling.Sound(left), Spelling.Sound(right));

    [Theory]
    [InlineData("godfather", "godfather", true)]
    [InlineData("godfater", "godfather", true)]
    [InlineData("1917", "1918", false)]
    [InlineData("no", "on", false)]
    [InlineData("hat", "heat", true)]
    [InlineData("cat", "dog", false)]
    public void Short_words_and_figures_are_not_taken_for_others(string typed, string meant, bool near) => Assert.Equal(near, NearWords.Cost(typed, meant) is not null);

    private static string Mistake(string word, Random random)
    {
        for (var tries = 0; ; tries++)
        {
            Func<string, Random, string?>[] kinds = [Typos.Insertion, Typos.Deletion, Typos.Substitution, Typos.Transposition];
            if (kinds[random.Next(4)](word, random) is { } wrong) return wrong;
            if (tries > 20) return word + "x";
        }
    }

    private static string Word(Random random, int length, string letters) => string.Concat(Enumerable.Range(0, length).Select(_ => letters[random.Next(letters.Length)]));

    /// <summary>Optimal string alignment, all of the table.</summary>
    private static int Textbook(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                var same = left[i - 1] == right[j - 1] ? 0 : 1;
                table[i, j] = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        }

        return table[left.Length, right.Length];
    }
}
