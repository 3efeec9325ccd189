using Marquee.Api.Http;
using Marquee.Api.Users;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class AccountFieldsTests
{
    [Fact]
    public void A_registration_hears_of_all_that_is_wrong_at_once()
    {
        var checks = new Validation();
        new RegisterRequest("nobody", "short", " ", "call me").Command(checks);

        var errors = (IDictionary<string, string[]>)checks.Problem().ProblemDetails.Extensions["errors"]!;
        Assert.Equal(["email", "name", "password", "phone"], errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_password_is_no_part_of_the_fingerprint_and_the_name_is()
    {
        var request = new RegisterRequest("a@example.test", "correct horse", "Somebody", null);

        var fingerprint = request.Command(new Validation()).Fingerprint;

        Assert.Equal(fingerprint, (request with { Password = "another horse", Email = " A@example.test" }).Command(new Validation()).Fingerprint);
        Assert.NotEqual(fingerprint, (request with { Name = "Somebody Else" }).Command(new Validation()).Fingerprint);
    }

    [Theory]
    [InlineData("+91 22 1234 5678", true)]
    [InlineData("(022) 1234-5678", true)]
    [InlineData("", true)]
    [InlineData("12345", false)]
    [InlineData("1234567890123456", false)]
    [InlineData("22+1234567", false)]
    [InlineData("phone 1234567", false)]
    public void A_phone_number_is_digits_with_what_people_put_between(string phone, bool valid)
    {
        var checks = new Validation();
        checks.Phone("phone", phone);
        Assert.Equal(valid, !checks.Failed);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("hi-IN", true)]
    [InlineData("", true)]
    [InlineData("e", false)]
    [InlineData("en_US", false)]
    public void A_language_is_a_tag(string language, bool valid)
    {
        var checks = new Validation();
        checks.Language("language", language);
        Assert.Equal(valid, !checks.Failed);
    }
}
