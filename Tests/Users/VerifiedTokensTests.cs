using System.Security.Claims;
using System.Security.Cryptography;
using Marquee.Api.Users;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marquee.Tests.Users;

public sealed class VerifiedTokensTests : IDisposable
{
    private static readonly ClaimsPrincipal Somebody = new(new ClaimsIdentity("test"));
    private readonly ECDsa _ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly KeyBoard _board = new();
    private readonly TokenKeys _keys;
    private readonly VerifiedTokens _verified;
    private readonly JsonWebToken _token;

    public VerifiedTokensTests()
    {
        _keys = new TokenKeys(_board, _clock, NullLogger<TokenKeys>.Instance);
        _verified = new VerifiedTokens(_keys, _clock);
        var key = new ECDsaSecurityKey(_ecdsa) { KeyId = "known" };
        _board.Publish(key);
        _token = new JsonWebToken(new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Expires = _clock.GetUtcNow().UtcDateTime.AddMinutes(15),
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        }));
    }

    [Fact]
    public async Task A_token_that_was_verified_is_known_until_it_expires()
    {
        await _keys.RefreshAsync(default);
        Assert.Null(_verified.Find(_token.EncodedToken));
        _verified.Keep(_token, Somebody);
        _clock.Advance(TimeSpan.FromMinutes(14));
        Assert.Same(Somebody, _verified.Find(_token.EncodedToken));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(_verified.Find(_token.EncodedToken));
    }

    [Fact]
    public async Task No_other_token_is_taken_for_it()
    {
        await _keys.RefreshAsync(default);
        _verified.Keep(_token, Somebody);
        Assert.Null(_verified.Find(_token.EncodedToken.AsSpan(0, _token.EncodedToken.Length - 1)));
        Assert.Null(_verified.Find(string.Concat(_token.EncodedToken.AsSpan(0, _token.EncodedToken.Length - 6), "AAAAAA")));
        Assert.Null(_verified.Find(""));
    }

    [Fact]
    public async Task A_token_is_worth_nothing_once_its_key_is_gone()
    {
        await _keys.RefreshAsync(default);
        _verified.Keep(_token, Somebody);
        _board.TakeDown();
        await _keys.RefreshAsync(default);
        Assert.Null(_verified.Find(_token.EncodedToken));
    }

    public void Dispose()
    {
        _keys.Dispose();
        _ecdsa.Dispose();
    }
}
