using Marquee.Api.Http;
using Xunit;

namespace Marquee.Tests.Reports;

/// <summary>Tables that people open in a spreadsheet.</summary>
public sealed class CsvTests
{
    [Theory]
    [InlineData("Some film", "Some film")]
    [InlineData("It's, well", "\"It's, well\"")]
    [InlineData("The \"best\"", "\"The \"\"best\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(null, null)]
    public void A_field_is_quoted_where_it_must_be(string? text, string? field) => Assert.Equal(field, Csv.Text(text));

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\tx", "'\tx")]
    [InlineData("  =1", "'  =1")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("=HYPERLINK(\"http://evil.test\",\"x\")", "\"'=HYPERLINK(\"\"http://evil.test\"\",\"\"x\"\")\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    public void A_text_is_never_a_formula(string text, string field) => Assert.Equal(field, Csv.Text(text));

    [Fact]
    public void What_is_read_again_by_a_program_stays_as_it_is() => Assert.Equal("=1+1", Csv.Quoted("=1+1"));
}
