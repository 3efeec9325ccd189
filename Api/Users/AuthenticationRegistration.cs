using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Marquee.Api.Users;

internal static class AuthenticationRegistration
{
    /// <summary>Lets callers in by access token, and admins and staff by the policies of <see cref="Caller"/>. Needs an <see cref="IGrainFactory"/>.</summary>
    public static IServiceCollection AddMarqueeAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPublicKeySource, ClusterPublicKeys>();
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<VerifiedTokens>();
        services.AddHostedService<TokenKeysRefresh>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenKeys, VerifiedTokens, TimeProvider>(Configure);
        services.AddAuthorizationBuilder()
            .AddPolicy(Caller.AdminPolicy, policy => policy.RequireRole(AccessTokens.AdminRole))
            .AddPolicy(Caller.DoorPolicy, policy => policy.RequireRole(AccessTokens.StaffRole, AccessTokens.AdminRole));
        return services;
    }

    private static void Configure(JwtBearerOptions bearer, TokenKeys keys, VerifiedTokens verified, TimeProvider clock)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = TokenRules.For(keys, clock);
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => LetInAsync(context, keys, verified),
            OnTokenValidated = context =>
            {
                if (context is { SecurityToken: JsonWebToken token, Principal: { } principal }) verified.Keep(token, principal);
                return Task.CompletedTask;
            },
        };
    }

    private static Task LetInAsync(MessageReceivedContext context, TokenKeys keys, VerifiedTokens verified)
    {
        var authorization = context.Request.Headers.Authorization.ToString();
        if (verified.Find(TokenHeader.TokenOf(authorization)) is { } principal)
        {
            context.Principal = principal;
            context.Success();
            return Task.CompletedTask;
        }

        // Keys are looked up without waiting while a token is verified, so one that is not known yet has to be read before.
        return TokenHeader.KeyIdOf(authorization) is { } id ? keys.LearnAsync(id, context.HttpContext.RequestAborted) : Task.CompletedTask;
    }
}
