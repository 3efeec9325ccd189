using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Lets only callers with the API key through.</summary>
internal static class SandboxKey
{
    private const string Scheme = "Bearer ";

    // Around the whole endpoint and not as a filter: filters run after the body was read, and strangers' bodies are not read.
    public static TBuilder RequireSandboxKey<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => HasKey(context) ? next(context) : RefuseAsync(context);
        });
        return endpoints;
    }

    private static bool HasKey(HttpContext context)
    {
        var key = context.RequestServices.GetRequiredService<IOptions<SandboxServiceOptions>>().Value.ApiKey;
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Digest(header[Scheme.Length..]), Digest(key));
    }

    // Digests are of one length, so not even the key's length shows.
    private static byte[] Digest(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return SandboxAnswers.Problem(StatusCodes.Status401Unauthorized, SandboxProblem.Unauthorized, "The API key is missing or wrong.")
            .ExecuteAsync(context);
    }
}
