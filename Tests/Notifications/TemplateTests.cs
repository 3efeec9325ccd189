using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Silo.Notifications;
using Xunit;

namespace Marquee.Tests.Notifications;

public sealed class TemplateTests
{
    private static readonly string[] Labels = ["when", "was", "theater", "screen", "seats", "kept", "paid", "back", "booking"];
    private static readonly string[] Parts = ["subject", "heading", "intro", "short"];

    public static TheoryData<string, NotificationKind> All
    {
        get
        {
            var all = new TheoryData<string, NotificationKind>();
            foreach (var language in Templates.Languages.Keys)
                foreach (var kind in Enum.GetValues<NotificationKind>()) all.Add(language, kind);
            return all;
        }
    }

    [Fact]
    public void Every_language_has_every_text_and_no_other()
    {
        string[] expected =
        [
            "greeting", "to.source", "to.wallet", "code", "attached", "footer", .. Labels.Select(label => $"label.{label}"),
            .. from kind in Enum.GetValues<NotificationKind>() from part in Parts select $"{LetterWriter.KeyOf(kind)}.{part}",
        ];
        Assert.Superset(new HashSet<string> { "en", "hi" }, Templates.Languages.Keys.ToHashSet());
        Assert.All(Templates.Languages, language => Assert.Equal(expected.Order(), language.Value.Keys.Order()));
        Assert.All(Templates.Languages.Values.SelectMany(texts => texts.Values), text => Assert.False(string.IsNullOrWhiteSpace(text)));
    }

    [Fact]
    public void A_text_says_the_same_in_every_language() => Assert.All(Templates.Languages, language => Assert.All(
        language.Value, text => Assert.Equal(MessageText.Names(Templates.Languages["en"][text.Key]).Order(), MessageText.Names(text.Value).Order())));

    [Theory]
    [MemberData(nameof(All))]
    public void Each_message_tells_all_that_its_reader_needs(string language, NotificationKind kind)
    {
        var booking = Ids.New<BookingId>(TimeProvider.System);
        var letter = LetterWriter.Write(kind, Messages.Full, "Asha", booking, language, withTicket: true);
        var plain = Messages.Full.Movie;
        foreach (var text in new[] { letter.Html, letter.Text, letter.Short })
            Assert.All([plain, "Regal Palace", "Shahid Bhagat Singh Road, Mumbai", "18:30", "F7, F8", "847.20", booking.ToString()], fact => Assert.Contains(fact, Decoded(text), StringComparison.Ordinal));
        Assert.Contains(plain, letter.Subject, StringComparison.Ordinal);
        Assert.All(Unfilled(letter), text => Assert.DoesNotContain("{", text, StringComparison.Ordinal));
        if (language == "hi") Assert.Contains("नवंबर 2026", letter.Text, StringComparison.Ordinal);
        else Assert.Contains("Saturday, 28 November 2026", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void It_can_be_written_where_little_is_known(string language, NotificationKind kind)
    {
        var sparse = Messages.Facts with { Original = null, Screen = "", Address = "" };
        var letter = LetterWriter.Write(kind, sparse, "Asha", Ids.New<BookingId>(TimeProvider.System), language, withTicket: false);
        Assert.DoesNotContain("cid:code", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Templates.Languages[language]["label.was"], letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_call_themselves_and_films_is_text_and_nothing_else()
    {
        var letter = LetterWriter.Write(
            NotificationKind.BookingConfirmed, Messages.Facts with { Movie = "<b>&{name}", Theater = "\"><script>" }, "{paid}<i>", Ids.New<BookingId>(TimeProvider.System), "en", false);
        Assert.DoesNotContain("<b>&", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", letter.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<i>", letter.Html, StringComparison.Ordinal);
        Assert.Contains("<b>&{name}", letter.Text, StringComparison.Ordinal);
        Assert.Contains("{paid}<i>", letter.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "en")]
    [InlineData("hi-IN", "hi")]
    [InlineData("HI", "hi")]
    [InlineData("ta", "en")]
    [InlineData("en-US", "en")]
    public void A_customer_is_written_to_in_their_language_or_in_English(string? tag, string expected) => Assert.Equal(expected, Templates.LanguageOf(tag));

    [Theory]
    [InlineData(1_234_567_89, "INR", "₹12,34,567.89")]
    [InlineData(500, "JPY", "¥500")]
    [InlineData(1_500, "KWD", "KWD 1.500")]
    [InlineData(-250, "USD", "$-2.50")]
    public void Amounts_are_written_as_people_read_them(long minor, string currency, string expected) =>
        Assert.Equal(expected, LocalText.Amount(minor, currency, Templates.CultureOf("en")));

    [Fact]
    public void A_text_that_asks_for_what_there_is_not_is_refused() =>
        Assert.Throws<FormatException>(() => MessageText.Fill("a {nothing}", new Dictionary<string, string>(), value => value));

    private static string Decoded(string text) => System.Net.WebUtility.HtmlDecode(text);

    private static string[] Unfilled(Letter letter) => [letter.Subject, letter.Heading, letter.Short, letter.Text, letter.Html[letter.Html.IndexOf("<body>", StringComparison.Ordinal)..]];
}
