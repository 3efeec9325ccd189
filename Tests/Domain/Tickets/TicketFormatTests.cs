using Marquee.Tickets;
using Marquee.Tickets.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Tickets;

public sealed class TicketFormatTests
{
    private const string KeyId = "AQIDBAUGBwgJCgsM";
    private static readonly TicketContent Content = new(Ids.Derive<BookingId>("a"), Ids.Derive<ShowId>("b"), 3, ["A1", "A2", "AAA10"]);

    private static string Code(TicketContent content) => TicketFormat.Code(TicketFormat.Signed(KeyId, content), new byte[TicketFormat.SignatureBytes]);

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.True(TicketFormat.TryRead(Code(Content), out var ticket));
        Assert.Equal((KeyId, Content.Booking, Content.Show, 3), (ticket.KeyId, ticket.Content.Booking, ticket.Content.Show, ticket.Content.Issue));
        Assert.Equal("A1,A2,AAA10", string.Join(',', ticket.Content.Seats));
        Assert.Equal(TicketFormat.Signed(KeyId, Content), ticket.Signed);
    }

    [Fact]
    public void A_code_is_read_in_lower_case_and_with_spaces_around_it_as_people_paste_it() =>
        Assert.True(TicketFormat.TryRead($" {Code(Content).ToLowerInvariant()}\n", out _));

    [Fact]
    public void A_code_has_only_characters_that_a_qr_code_packs_tightly_and_is_short_even_with_ten_seats()
    {
        var code = Code(Content with { Seats = [.. Enumerable.Range(90, 10).Select(seat => $"AAA{seat}")] });
        Assert.DoesNotContain(code, character => !"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".Contains(character, StringComparison.Ordinal));
        Assert.InRange(code.Length, 200, 300);
        Assert.InRange(Code(Content with { Seats = ["A1"] }).Length, 170, 190);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MQ1.")]
    [InlineData("MQ2.0000")]
    [InlineData("MQ1.U")]
    [InlineData("MQ1.00000000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AA")]
    public void What_is_no_code_is_not_read(string code) => Assert.False(TicketFormat.TryRead(code, out _));

    [Fact]
    public void A_code_with_a_character_more_or_less_is_not_read_as_the_same()
    {
        var code = Code(Content);
        for (var i = 0; i < code.Length; i++)
        {
            Assert.False(TicketFormat.TryRead(code.Remove(i, 1), out var shorter) && shorter.Content == Content && shorter.Signature.SequenceEqual(new byte[TicketFormat.SignatureBytes]), $"Without character {i}.");
            Assert.False(TicketFormat.TryRead(code.Insert(i, "Z"), out var longer) && longer.Signed.SequenceEqual(TicketFormat.Signed(KeyId, Content)), $"With one more at {i}.");
        }
    }

    [Fact]
    public void Whatever_bytes_there_are_their_text_means_them_alone()
    {
        var random = new Random(20_261_124);
        for (var length = 0; length < 200; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);
            var text = TicketText.Write(bytes);
            Assert.True(TicketText.TryRead(text, out var read));
            Assert.Equal(bytes, read);
            // The last character may have bits that no byte uses; only zeros are taken there.
            var others = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(last => text.Length > 0 && last != text[^1]).Select(last => text[..^1] + last);
            Assert.All(others, other => Assert.False(TicketText.TryRead(other, out var same) && same.SequenceEqual(bytes)));
        }
    }
}
