using Marquee.Search.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Search;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("The Dark Knight", "the dark knight")]
    [InlineData("Amélie", "amelie")]
    [InlineData("AMÉLIE", "amelie")]
    [InlineData("Ocean's Eleven", "oceans eleven")]
    [InlineData("Ocean’s Eleven", "oceans eleven")]
    [InlineData("Spider-Man: No Way Home", "spider man no way home")]
    [InlineData("WALL·E", "wall e")]
    [InlineData("E.T. the Extra-Terrestrial", "et the extra terrestrial")]
    [InlineData("S.W.A.T.", "swat")]
    [InlineData("R. D. Burman", "r d burman")]
    [InlineData("Thelma & Louise", "thelma and louise")]
    [InlineData("8½", "8 1 2")]
    [InlineData("Alien³", "alien 3")]
    [InlineData("Æon Flux", "aeon flux")]
    [InlineData("Straße Łódź", "strasse lodz")]
    [InlineData("ﬁlm", "film")]
    [InlineData("शोले", "शोले")]
    [InlineData("दिलवाले  दुल्हनिया", "दिलवाले दुल्हनिया")]
    [InlineData("ज़िंदगी", "जिंदगी")]
    [InlineData("千と千尋", "千 と 千 尋")]
    [InlineData("기생충", "기생충")]
    [InlineData("Ёлки", "елки")]
    [InlineData("مُحَمَّد", "محمد")]
    [InlineData("  ...!?  ", "")]
    [InlineData("", "")]
    public void Words_are_what_people_type_whatever_case_accents_and_punctuation(string text, string words) =>
        Assert.Equal(words, string.Join(' ', Folding.Words(text)));

    [Fact]
    public void What_is_folded_once_is_not_changed_by_folding_again()
    {
        foreach (var text in new[] { "Amélie", "E.T.", "8½", "Straße", "शोले", "千と千尋", "기생충", "Ocean's 11" })
            Assert.Equal(Folding.Words(text), Folding.Words(string.Join(' ', Folding.Words(text))));
    }

    [Fact]
    public void A_word_has_forty_characters_at_most_and_no_half_ones()
    {
        Assert.All(Folding.Words(new string('x', 500)), word => Assert.Equal(Folding.LongestWord, word.Length));
        Assert.All(Folding.Words(new string('x', 39) + "𝒳𐐀𐐀"), word => Assert.False(char.IsHighSurrogate(word[^1])));
    }

    [Theory]
    [InlineData("twelve angry men", "12 angry men")]
    [InlineData("rocky ii", "rocky 2")]
    [InlineData("rocky v", "rocky 5")]
    [InlineData("v for vendetta", "v for vendetta")]
    [InlineData("twenty one jump street", "21 jump street")]
    [InlineData("nineteen eighty four", "1984")]
    [InlineData("one hundred and one dalmatians", "101 dalmatians")]
    [InlineData("the hundred foot journey", "the 100 foot journey")]
    [InlineData("two thousand and one a space odyssey", "2001 a space odyssey")]
    [InlineData("friday the thirteenth", "friday the 13th")]
    [InlineData("the third man", "the 3rd man")]
    [InlineData("doctor no", "dr no")]
    [InlineData("someone", "someone")]
    [InlineData("one hundred and", "100 and")]
    public void Numbers_in_words_are_figures(string words, string figures) =>
        Assert.Equal(figures, string.Join(' ', Numerals.Figures(words.Split(' ')).Select(word => word.Text)));

    [Theory]
    [InlineData("शोले", "shole")]
    [InlineData("राम", "raam")]
    [InlineData("दिलवाले", "dilavaale")]
    [InlineData("брат", "brat")]
    [InlineData("щука", "shchuka")]
    [InlineData("ζορμπας", "zormpas")]
    public void Other_scripts_can_be_read_in_latin_letters(string word, string latin) => Assert.Equal(latin, Letters.InLatin(Folding.Words(word).Single()));

    [Theory]
    [InlineData("plain")]
    [InlineData("기생충")]
    public void What_is_latin_already_or_of_a_script_without_a_table_has_none(string word) => Assert.Null(Letters.InLatin(word));
}
