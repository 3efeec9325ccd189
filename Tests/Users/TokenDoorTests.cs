using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marquee.Users;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marquee.Tests.Users;

public sealed class TokenDoorTests(TokenDoor door) : IClassFixture<TokenDoor>
{
    [Fact]
    public async Task A_token_of_ours_opens_the_door_and_says_who_comes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/who");
        request.Headers.Authorization = new("Bearer", door.Sign());
        using var answer = await door.Client.SendAsync(request);

        Assert.Matches($"^{TokenDoor.User} ses_", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    [InlineData("....")]
    public async Task What_is_no_token_does_not(string? token) => Assert.Equal(401, await door.Knock(token));

    [Fact]
    public async Task A_token_without_a_signature_does_not()
    {
        var parts = door.Sign().Split('.');
        var header = Encode("""{"alg":"none","typ":"at+jwt","kid":"known"}""");

        Assert.Equal(401, await door.Knock($"{header}.{parts[1]}."));
        Assert.Equal(401, await door.Knock($"{header}.{parts[1]}.{parts[2]}"));
        Assert.Equal(401, await door.Knock($"{parts[0]}.{parts[1]}."));
    }

    [Theory]
    [InlineData("spki")]
    [InlineData("pem")]
    [InlineData("point")]
    public async Task A_token_signed_with_the_public_key_as_a_secret_does_not(string form)
    {
        var secret = form switch
        {
            "spki" => door.Key.ECDsa.ExportSubjectPublicKeyInfo(),
            "pem" => Encoding.UTF8.GetBytes(door.Key.ECDsa.ExportSubjectPublicKeyInfoPem()),
            _ => door.Key.ECDsa.ExportParameters(false).Q.X!,
        };

        var token = door.Sign(t => t.SigningCredentials = new(new SymmetricSecurityKey(secret) { KeyId = "known" }, SecurityAlgorithms.HmacSha256));

        Assert.Equal(401, await door.Knock(token));
    }

    [Fact]
    public async Task A_token_signed_with_another_key_under_a_known_name_does_not()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal(401, await door.Knock(door.Sign(t => t.SigningCredentials = new(new ECDsaSecurityKey(other) { KeyId = "known" }, SecurityAlgorithms.EcdsaSha256))));
    }

    [Fact]
    public async Task A_token_that_names_no_key_does_not()
    {
        var key = new ECDsaSecurityKey(door.Key.ECDsa);

        Assert.Equal(401, await door.Knock(door.Sign(t => t.SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256))));
    }

    [Fact]
    public async Task A_token_is_good_until_it_expires_and_half_a_minute_for_clocks()
    {
        Assert.Equal(200, await door.Knock(door.Sign(t => t.Expires = DateTime.UtcNow.AddSeconds(-5))));
        Assert.Equal(401, await door.Knock(door.Sign(t => t.Expires = DateTime.UtcNow.AddSeconds(-31))));
        Assert.Equal(401, await door.Knock(door.Sign(t => t.Expires = null)));
    }

    [Fact]
    public async Task A_token_of_tomorrow_does_not_open_the_door_today() =>
        Assert.Equal(401, await door.Knock(door.Sign(t => (t.NotBefore, t.Expires) = (DateTime.UtcNow.AddDays(1), DateTime.UtcNow.AddDays(2)))));

    [Theory]
    [InlineData("somebody-else")]
    [InlineData("Marquee")]
    [InlineData(null)]
    public async Task A_token_of_another_issuer_does_not(string? issuer) => Assert.Equal(401, await door.Knock(door.Sign(t => t.Issuer = issuer)));

    [Theory]
    [InlineData("another-api")]
    [InlineData(null)]
    public async Task A_token_for_another_audience_does_not(string? audience) => Assert.Equal(401, await door.Knock(door.Sign(t => t.Audience = audience)));

    [Fact]
    public async Task A_token_of_another_kind_does_not() => Assert.Equal(401, await door.Knock(door.Sign(t => t.TokenType = "JWT")));

    [Fact]
    public async Task A_token_whose_role_was_written_over_does_not()
    {
        var parts = door.Sign().Split('.');
        var payload = Encoding.UTF8.GetString(Base64UrlEncoder.DecodeBytes(parts[1])).Replace("customer", "admin", StringComparison.Ordinal);

        Assert.Equal(401, await door.Knock($"{parts[0]}.{Encode(payload)}.{parts[2]}", "/admin"));
    }

    [Fact]
    public async Task Admins_alone_get_where_admins_go()
    {
        Assert.Equal(200, await door.Knock(door.Sign(t => t.Claims[AccessTokens.RoleClaim] = AccessTokens.AdminRole), "/admin"));
        Assert.Equal(403, await door.Knock(door.Sign(), "/admin"));
        Assert.Equal(403, await door.Knock(door.Sign(t => t.Claims.Remove(AccessTokens.RoleClaim)), "/admin"));
    }

    [Fact]
    public async Task The_key_set_shows_the_public_half_alone()
    {
        var set = await door.Client.GetFromJsonAsync<JsonElement>("/.well-known/jwks.json");

        var key = set.GetProperty("keys").EnumerateArray().Single(k => k.GetProperty("kid").GetString() == "known");
        Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.Equal(200, await door.Knock(door.Sign()));
        Assert.True(VerifiesWith(key, door.Sign()));
    }

    private static bool VerifiesWith(JsonElement key, string token)
    {
        using var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Base64UrlEncoder.DecodeBytes(key.GetProperty("x").GetString()), Y = Base64UrlEncoder.DecodeBytes(key.GetProperty("y").GetString()) },
        });
        var parts = token.Split('.');
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64UrlEncoder.DecodeBytes(parts[2]), HashAlgorithmName.SHA256);
    }

    private static string Encode(string text) => Base64UrlEncoder.Encode(text);
}
