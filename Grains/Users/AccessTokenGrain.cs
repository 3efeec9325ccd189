using System.Security.Cryptography;
using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Orleans.Concurrency;

namespace Marquee.Users;

/// <summary>Keeps the key ring for a few minutes, which is shorter than a key is told before it signs, so that it is never late.</summary>
[GrainType("access-token"), StatelessWorker]
internal sealed class AccessTokenGrain(IOptions<AccountsOptions> options, TimeProvider clock) : Grain, IAccessTokenGrain
{
    private static readonly TimeSpan KeepRing = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private KeyRing _ring = KeyRing.Empty;
    private DateTimeOffset _read = DateTimeOffset.MinValue;
    private SigningCredentials? _credentials;

    public async Task<IssuedToken> Issue(UserId user, UserRole role, SessionId session)
    {
        var now = clock.GetUtcNow();
        if (_ring.Keys.IsEmpty || now - _read >= KeepRing) await ReadRing(now);
        var lifetime = options.Value.AccessTokenLifetime;
        var token = _tokens.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = AccessTokens.Type,
            Issuer = AccessTokens.Issuer,
            Audience = AccessTokens.Audience,
            IssuedAt = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [AccessTokens.UserClaim] = user.ToString(),
                [AccessTokens.SessionClaim] = session.ToString(),
                [AccessTokens.RoleClaim] = AccessTokens.RoleOf(role),
                [JwtRegisteredClaimNames.Jti] = Guid.NewGuid().ToString("N"),
            },
            SigningCredentials = CredentialsAt(now),
        });
        return new IssuedToken(token, lifetime);
    }

    private async Task ReadRing(DateTimeOffset now)
    {
        var keys = await GrainFactory.GetGrain<ISigningKeyRing>(ISigningKeysGrain.Key).Keys();
        _ring = new KeyRing([.. keys.Select(key => new RingKey(key.Id, key.SignsFrom, key.Private))]);
        _read = now;
    }

    private SigningCredentials CredentialsAt(DateTimeOffset now)
    {
        var signer = _ring.SignerAt(now) ?? throw new InvalidOperationException("The key ring is empty.");
        if (_credentials?.Kid == signer.Id) return _credentials;
        // The key before is left to the garbage collector: the library may still hold it among its signers.
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(signer.Private.Span, out _);
        return _credentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = signer.Id }, SecurityAlgorithms.EcdsaSha256);
    }
}
