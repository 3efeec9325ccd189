using System.Reflection;
using System.Text.Json;

namespace Marquee.Api.Http;

/// <summary>
/// The client's name for one request, from the header <c>Idempotency-Key</c>; a fresh one where the client gave none. Grain ids are derived
/// from it, so a repeat meets what its first run made.
/// </summary>
internal readonly record struct IdempotencyKey(string Value)
{
    public const string Header = "Idempotency-Key";
    public const string ReplayedHeader = "Idempotency-Replayed";
    private const int Longest = 255;

    public static ValueTask<IdempotencyKey> BindAsync(HttpContext http, ParameterInfo _)
    {
        var given = http.Request.Headers[Header];
        if (given.Count == 0) return new(new IdempotencyKey(Guid.NewGuid().ToString("N")));
        var key = given.ToString();
        if (given.Count > 1 || key.Length is 0 or > Longest || key.Any(c => c is < '!' or > '~'))
            throw new BadHttpRequestException($"{Header} must be 1 to {Longest} printable characters without spaces.");
        return new(new IdempotencyKey(key));
    }

    /// <summary>Tells the client that this is the answer of an earlier run.</summary>
    public static void MarkReplayed(HttpContext http) => http.Response.Headers[ReplayedHeader] = "true";

    /// <summary>The request as it was understood: spacing and the order of fields do not make it another one.</summary>
    public static Fingerprint FingerprintOf<T>(string what, T request) =>
        Fingerprint.Of(JsonSerializer.SerializeToUtf8Bytes(new { what, request }, FingerprintJson));

    private static readonly JsonSerializerOptions FingerprintJson = new(JsonSerializerDefaults.Web);
}
