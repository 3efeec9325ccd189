using Marquee.Users;
using Marquee.Users.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class PasswordPolicyTests
{
    private static readonly EmailAddress Email = EmailAddress.Parse("somebody@example.test");

    [Theory]
    [InlineData("admin-demo-2026")]
    [InlineData("customer-demo-2026")]
    [InlineData("correct horse battery staple")]
    [InlineData("नमस्ते दुनिया")]
    [InlineData("k7#Qv!2z")]
    public void A_password_nobody_would_guess_first_is_taken(string password) => Assert.Empty(FaultsOf(password));

    [Theory]
    [InlineData("password123")]
    [InlineData("PassWord123")]
    [InlineData("12345678")]
    [InlineData("qwertyuiop")]
    [InlineData("iloveyou")]
    [InlineData("  password  ")]
    [InlineData("zzzzzzzzzzzz")]
    public void A_common_one_is_refused_in_whatever_case(string password) =>
        Assert.Equal([PasswordFault.TooCommon], FaultsOf(password));

    [Fact]
    public void Eight_characters_are_enough_and_seven_are_not()
    {
        Assert.Empty(FaultsOf("k7#Qv!2z"));
        Assert.Equal([PasswordFault.TooShort], FaultsOf("k7#Qv!2"));
    }

    [Fact]
    public void A_hundred_and_twenty_eight_characters_fit_and_one_more_does_not()
    {
        var longest = string.Concat(Enumerable.Repeat("abcdefg-", 16));

        Assert.Empty(FaultsOf(longest));
        Assert.Equal([PasswordFault.TooLong], FaultsOf(longest + "x"));
    }

    [Fact]
    public void The_address_itself_is_no_password() =>
        Assert.Equal([PasswordFault.SameAsEmail], FaultsOf("Somebody@Example.test"));

    [Fact]
    public void An_empty_password_is_refused_without_failing() =>
        Assert.Contains(PasswordFault.TooShort, FaultsOf(""));

    private static PasswordFault[] FaultsOf(string password) => [.. PasswordPolicy.Check(password, Email)];
}
