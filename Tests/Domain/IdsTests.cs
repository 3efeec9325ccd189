using Xunit;

namespace Marquee.Tests.Domain;

public sealed class IdsTests
{
    [Fact]
    public void An_id_comes_back_from_its_text()
    {
        for (var i = 0; i < 200; i++)
        {
            var id = new ShowId(Guid.NewGuid());
            Assert.Equal(id, Ids.Parse<ShowId>(id.ToString()));
        }

        Assert.Equal("shw_00000000000000000000000000", new ShowId(Guid.Empty).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("shw_")]
    [InlineData("bkg_00000000000000000000000000")]
    [InlineData("shw_0000000000000000000000000")]
    [InlineData("shw_000000000000000000000000000")]
    [InlineData("shw_80000000000000000000000000")]
    [InlineData("shw_0000000000000000000000000I")]
    [InlineData("SHW_00000000000000000000000000")]
    [InlineData(null)]
    public void Anything_else_is_no_show_id(string? text) => Assert.False(Ids.TryParse<ShowId>(text, out _));

    [Fact]
    public void New_ids_sort_by_the_time_they_were_made()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var first = Ids.New<BookingId>(clock).ToString();
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(string.CompareOrdinal(first, Ids.New<BookingId>(clock).ToString()) < 0);
    }

    [Fact]
    public void The_same_parts_derive_the_same_id_and_other_parts_another()
    {
        Assert.Equal(Ids.Derive<BookingId>("a", "bc"), Ids.Derive<BookingId>("a", "bc"));
        Assert.NotEqual(Ids.Derive<BookingId>("a", "bc"), Ids.Derive<BookingId>("ab", "c"));
        Assert.NotEqual(Ids.Derive<BookingId>("a").Value, Ids.Derive<PaymentId>("a").Value);
    }

    /// <summary>A repeat finds what another version made: SHA-256 of the prefix and of each part with its length in bytes before it, in little endian.</summary>
    [Fact]
    public void Derived_ids_are_the_same_in_every_version()
    {
        Assert.Equal("bkg_1n775ppdeyq3sfz037jfy68brf", Ids.Derive<BookingId>("usr_1", "schl\u00FCssel").ToString());
        Assert.Equal("bkg_3726yxxpp7gs9k2a12ea7hyyc3", Ids.Derive<BookingId>(new string('x', 2_000)).ToString());
    }
}
