using System.Text;
using System.Text.RegularExpressions;
using Marquee.Api.Tickets;
using Marquee.Silo.Tickets;
using QRCoder;
using Xunit;

namespace Marquee.Tests.Tickets;

public sealed partial class TicketPictureTests
{
    private static string Code(int length) => "MQ1." + string.Concat(Enumerable.Range(0, length).Select(i => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[i * 7 % 32]));

    [Theory]
    [InlineData(180, 49)]
    [InlineData(270, 57)]
    public void The_picture_has_the_modules_of_the_code_and_a_margin_and_few_enough_to_scan_well(int length, int modules)
    {
        using var expected = QRCodeGenerator.GenerateQrCode(Code(length), QRCodeGenerator.ECCLevel.M);
        var size = expected.ModuleMatrix.Count;
        Assert.Equal(modules, size - 8);
        var picture = new PngFile(TicketQr.Png(Code(length)));
        Assert.Equal(size * 8, picture.Width);
        for (var y = 0; y < picture.Width; y++)
            for (var x = 0; x < picture.Width; x++)
                Assert.Equal(expected.ModuleMatrix[y / 8][x / 8], picture.IsDark(x, y));
    }

    [Fact]
    public void The_drawing_shows_the_same()
    {
        var svg = Encoding.UTF8.GetString(TicketQr.Svg(Code(180)));
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Equal($"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}", TicketQr.DataUri(Code(180)));
        System.Xml.Linq.XDocument.Parse(svg);
    }

    [Fact]
    public void A_ticket_to_print_is_one_page_of_A6_with_its_letters_in_it()
    {
        var pdf = Encoding.Latin1.GetString(TicketPdf.Draw(TicketCalendarTests.Ticket()));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Single(PageRegex().Matches(pdf));
        Assert.Contains("/MediaBox [0 0 298 420]", pdf, StringComparison.Ordinal);
        Assert.Contains("Poppins-SemiBold", pdf, StringComparison.Ordinal);
        Assert.Contains("Poppins-Medium", pdf, StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 20_000, 400_000);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("லகான் \u202e🎬 \ufffd")]
    [InlineData("Supercalifragilisticexpialidocious_and_no_space_to_break_it_anywhere_in_all_of_this_title")]
    [InlineData("One word after the other and another after that until no page of this size could ever hold the title of a film that was named by somebody without mercy")]
    public void Whatever_a_film_is_called_its_ticket_can_be_printed(string title)
    {
        var many = TicketCalendarTests.Ticket() with { Title = title, Original = title, Screen = title, Theater = title, Address = title, Seats = [("Gold", [.. Enumerable.Range(90, 10).Select(seat => $"AAA{seat}")])] };
        Assert.InRange(TicketPdf.Draw(many).Length, 5_000, 400_000);
    }

    [GeneratedRegex(@"/Type /Page\b(?!s)")]
    private static partial Regex PageRegex();
}
