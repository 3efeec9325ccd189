using Marquee.Silo.Payments.Sandbox;
using Xunit;

namespace Marquee.Tests.Payments;

/// <summary>The link against NPCI's UPI linking specification: which parameters, in which form.</summary>
public sealed class UpiLinkTests
{
    private const string Operation = "pay_01JDG0000000000000000000AB";
    private const string Page = "https://sandbox.example.test/sandbox-payments/challenge/pay_1?secret=a_b";

    private static readonly SandboxServiceOptions Shop = new() { PayeeVpa = "marquee.films@okbank", PayeeName = "Marquee & Söhne" };

    [Theory]
    [InlineData("intent", "04")]
    [InlineData("qr", "15")]
    public void It_is_complete_and_says_how_it_was_opened(string flow, string mode)
    {
        var parameters = Read(UpiLink.Of(ChargeOf(flow, 63_540), Shop, Page));
        Assert.Equal(["pa", "pn", "mc", "tid", "tr", "tn", "am", "cu", "mode", "url"], parameters.Select(parameter => parameter.Key));
        var by = parameters.ToDictionary();
        Assert.Equal(("marquee.films@okbank", "Marquee & Söhne", "7832"), (by["pa"], by["pn"], by["mc"]));
        Assert.Equal(("635.40", "INR", mode, Page), (by["am"], by["cu"], by["mode"], by["url"]));
        Assert.Equal("pay01JDG0000000000000000000AB", by["tr"]);
        Assert.Equal(by["tr"], by["tid"]);
        Assert.Matches("^[A-Za-z0-9]{1,35}$", by["tr"]);
        Assert.Matches("^[A-Za-z0-9 ]{1,50}$", by["tn"]);
        Assert.Contains("bkg 01JDG", by["tn"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "0.01")]
    [InlineData(10, "0.10")]
    [InlineData(100, "1.00")]
    [InlineData(123_456_789, "1234567.89")]
    public void Amounts_are_rupees_with_two_digits_and_no_separators(long paise, string text) =>
        Assert.Equal(text, Read(UpiLink.Of(ChargeOf("intent", paise), Shop, Page)).ToDictionary()["am"]);

    [Fact]
    public void Whatever_has_a_meaning_in_a_link_is_escaped_and_a_space_is_no_plus()
    {
        var link = UpiLink.Of(ChargeOf("qr", 100), Shop, Page);
        Assert.StartsWith("upi://pay?pa=marquee.films@okbank&pn=Marquee%20%26%20S%C3%B6hne&", link, StringComparison.Ordinal);
        Assert.DoesNotContain('+', link);
        Assert.All(link, letter => Assert.InRange(letter, '!', '~'));
    }

    [Fact]
    public void A_long_name_leaves_the_note_within_its_bounds()
    {
        var shop = new SandboxServiceOptions { PayeeName = new string('x', 99) };
        Assert.Equal(50, Read(UpiLink.Of(ChargeOf("qr", 100), shop, Page)).ToDictionary()["tn"].Length);
    }

    private static Charge ChargeOf(string flow, long amount) =>
        new(Operation, ChargeStatus.RequiresAction, amount, "INR", "", 0, null, "a_b", flow, "bkg_01JDG0000000000000000000CD");

    private static List<KeyValuePair<string, string>> Read(string link) => [.. link.Split('?', 2)[1].Split('&')
        .Select(pair => pair.Split('=', 2))
        .Select(pair => KeyValuePair.Create(pair[0], Uri.UnescapeDataString(pair[1])))];
}
