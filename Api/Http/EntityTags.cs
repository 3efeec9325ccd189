using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Marquee.Api.Http;

/// <summary>Conditional requests: <c>If-None-Match</c> spares the body, <c>If-Match</c> the lost update. RFC 9110, section 13.</summary>
internal static class EntityTags
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>Answers 304 where the client has this version already, and the value otherwise.</summary>
    public static IResult Ok<T>(HttpContext http, string version, string cacheControl, T value)
    {
        var tag = Set(http, version);
        http.Response.Headers.CacheControl = cacheControl;
        return Matches(http.Request.Headers.IfNoneMatch, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Ok(value);
    }

    /// <summary>The same for what is JSON already, or is made so only where it is needed.</summary>
    public static IResult OkJson(HttpContext http, string version, string cacheControl, Func<byte[]> body)
    {
        var tag = Set(http, version);
        http.Response.Headers.CacheControl = cacheControl;
        return Matches(http.Request.Headers.IfNoneMatch, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Bytes(body(), Json);
    }

    /// <summary>The same for what has no version of its own: the tag is a hash of the body.</summary>
    public static IResult OkByContent<T>(HttpContext http, string cacheControl, T value)
    {
        var json = http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var body = JsonSerializer.SerializeToUtf8Bytes(value, json);
        var tag = Set(http, Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12)));
        http.Response.Headers.CacheControl = cacheControl;
        return Matches(http.Request.Headers.IfNoneMatch, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, Json);
    }

    /// <summary>Tells the client which version it is looking at.</summary>
    public static string Set(HttpContext http, string version)
    {
        var tag = $"\"{version}\"";
        http.Response.Headers.ETag = tag;
        // A cache between may compress, and must not give that to who cannot read it.
        http.Response.Headers.Vary = "Accept-Encoding";
        return tag;
    }

    /// <summary>The version the client last saw, or null where it does not say. An unreadable one matches nothing.</summary>
    public static long? IfMatch(HttpContext http)
    {
        var given = http.Request.Headers.IfMatch.ToString();
        if (given.Length == 0 || given == "*") return null;
        return long.TryParse(given.AsSpan().Trim('"'), out var version) ? version : -1;
    }

    private static bool Matches(Microsoft.Extensions.Primitives.StringValues given, string tag)
    {
        if (given.Count == 0) return false;
        if (given.Count == 1 && given[0] == tag) return true;
        return EntityTagHeaderValue.TryParseList(given.ToArray()!, out var tags)
            && tags.Any(t => t == EntityTagHeaderValue.Any || string.Equals(t.Tag.ToString(), tag, StringComparison.Ordinal));
    }
}
