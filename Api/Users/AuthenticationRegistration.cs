using Marquee.Api.Http;
using Marquee.Users;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Marquee.Api.Users;

internal static class AuthenticationRegistration
{
    /// <summary>Lets callers in by access token, and admins by <see cref="Caller.AdminPolicy"/>. Needs an <see cref="IGrainFactory"/>.</summary>
    public static IServiceCollection AddMarqueeAuthentication(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IPublicKeySource, ClusterPublicKeys>();
        services.AddSingleton<TokenKeys>();
        services.AddHostedService<TokenKeysRefresh>();
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenKeys, TimeProvider>(Configure);
        services.AddAuthorizationBuilder().AddPolicy(Caller.AdminPolicy, policy => policy.RequireRole(AccessTokens.AdminRole));
        return services;
    }

    private static void Configure(JwtBearerOptions bearer, TokenKeys keys, TimeProvider clock)
    {
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters = TokenRules.For(keys, clock);
        // Keys are looked up without waiting while a token is verified, so one that is not known yet has to be read before.
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = context => TokenHeader.KeyIdOf(context.Request.Headers.Authorization.ToString()) is { } id
                ? keys.LearnAsync(id, context.HttpContext.RequestAborted)
                : Task.CompletedTask,
        };
    }
}
