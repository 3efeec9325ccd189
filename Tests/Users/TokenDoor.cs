using System.Security.Claims;
using System.Security.Cryptography;
using Marquee.Api.Http;
using Marquee.Api.Users;
using Marquee.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marquee.Tests.Users;

/// <summary>An API with nothing but the door: who gets in with which token. Its keys are its tests' own.</summary>
public sealed class TokenDoor : IAsyncLifetime, IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonWebTokenHandler _tokens = new() { SetDefaultTimesOnTokenCreation = false };
    private WebApplication? _app;

    internal KeyBoard Board { get; } = new();

    public HttpClient Client { get; } = new();

    public ECDsaSecurityKey Key { get; private set; } = null!;

    public static UserId User { get; } = Ids.New<UserId>(TimeProvider.System);

    public async Task InitializeAsync()
    {
        Key = new ECDsaSecurityKey(_key) { KeyId = "known" };
        Board.Publish(Key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => StrictJson.Configure(json.SerializerOptions));
        builder.Services.AddSingleton<IPublicKeySource>(Board);
        builder.Services.AddMarqueeAuthentication();
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapKeySet();
        _app.MapGet("/who", (ClaimsPrincipal user) => $"{user.UserId()} {user.SessionId()}").RequireAuthorization();
        _app.MapGet("/admin", () => "in").RequireAuthorization(Caller.AdminPolicy);
        await _app.StartAsync();
        Client.BaseAddress = new Uri(_app.Urls.Single());
    }

    public async Task DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    public void Dispose()
    {
        Client.Dispose();
        _key.Dispose();
    }

    /// <summary>A token as the product signs it, with one thing changed.</summary>
    public string Sign(Action<SecurityTokenDescriptor>? change = null)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            TokenType = AccessTokens.Type,
            Issuer = AccessTokens.Issuer,
            Audience = AccessTokens.Audience,
            IssuedAt = now,
            Expires = now.AddMinutes(15),
            Claims = new Dictionary<string, object>
            {
                [AccessTokens.UserClaim] = User.ToString(),
                [AccessTokens.SessionClaim] = Ids.New<SessionId>(TimeProvider.System).ToString(),
                [AccessTokens.RoleClaim] = AccessTokens.CustomerRole,
            },
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.EcdsaSha256),
        };
        change?.Invoke(token);
        return _tokens.CreateToken(token);
    }

    public async Task<int> Knock(string? token, string path = "/who")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var answer = await Client.SendAsync(request);
        return (int)answer.StatusCode;
    }
}
