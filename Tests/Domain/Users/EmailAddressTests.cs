using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class EmailAddressTests
{
    [Theory]
    [InlineData("  Somebody@Example.TEST ", "somebody@example.test")]
    [InlineData("a.b+tag@sub.example.test", "a.b+tag@sub.example.test")]
    [InlineData("root@localhost", "root@localhost")]
    public void An_address_is_compared_trimmed_and_in_lower_case(string text, string expected)
    {
        Assert.True(EmailAddress.TryParse(text, out var address));
        Assert.Equal(expected, address.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("@example.test")]
    [InlineData("a@")]
    [InlineData("a@b@example.test")]
    [InlineData("a@nodots")]
    [InlineData("a@.test")]
    [InlineData("a@example..test")]
    [InlineData("a@-example.test")]
    [InlineData(".a@example.test")]
    [InlineData("a..b@example.test")]
    [InlineData("a b@example.test")]
    [InlineData("a\n@example.test")]
    [InlineData("\u0430@example.test")]
    public void What_is_no_address_is_refused(string? text) => Assert.False(EmailAddress.TryParse(text, out _));

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 61), 4));

        Assert.True(EmailAddress.TryParse($"{new string('a', 254 - domain.Length - 1)}@{domain}", out _));
        Assert.False(EmailAddress.TryParse($"{new string('a', 255 - domain.Length - 1)}@{domain}", out _));
    }

    [Fact]
    public void The_key_is_the_same_for_every_spelling_and_does_not_tell_the_address()
    {
        var key = EmailAddress.Parse("Somebody@example.test").Key;

        Assert.Equal(key, EmailAddress.Parse("somebody@EXAMPLE.test").Key);
        Assert.NotEqual(key, EmailAddress.Parse("somebody2@example.test").Key);
        Assert.DoesNotContain("somebody", key, StringComparison.OrdinalIgnoreCase);
    }
}
