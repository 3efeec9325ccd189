using System.Buffers.Text;
using System.Text;
using Marquee.Api.Users;
using Xunit;

namespace Marquee.Tests.Domain.Users;

public sealed class TokenHeaderTests
{
    [Theory]
    [InlineData("""{"alg":"ES256","kid":"k1"}""", "k1")]
    [InlineData("""{"nested":{"kid":"not this"},"kid":"k2"}""", "k2")]
    [InlineData("""{"alg":"ES256"}""", null)]
    [InlineData("""{"kid":7}""", null)]
    [InlineData("""["kid"]""", null)]
    [InlineData("""{"kid":"unfinished""", null)]
    [InlineData("""{"kid":"\ud800"}""", null)]
    public void The_key_is_read_from_a_header_that_nobody_trusts_yet(string json, string? id) =>
        Assert.Equal(id, TokenHeader.KeyIdOf($"Bearer {Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))}.e30.c2ln"));

    [Theory]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Bearer token")]
    [InlineData("Bearer !!!.e30.c2ln")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public void Anything_else_names_no_key(string authorization) => Assert.Null(TokenHeader.KeyIdOf(authorization));

    [Fact]
    public void A_header_of_any_size_is_harmless() => Assert.Null(TokenHeader.KeyIdOf($"Bearer {new string('a', 100_000)}.e30.c2ln"));
}
