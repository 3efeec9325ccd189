using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Marquee.Api.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Options;

namespace Marquee.Api.Copies;

/// <summary>
/// Copies of what everybody is answered alike: lists of the catalogue, as the JSON that goes out with its tag. Asked for the same thing by many
/// at once it is read once. A key names the revision of the catalogue, so a change needs no copy to be found and removed.
/// </summary>
internal sealed class CatalogueCache(HybridCache cache, CatalogueNews news, CacheMetrics metrics, IOptions<CacheOptions> options, IOptions<JsonOptions> json)
{
    private const int TagBytes = 12;

    private readonly HybridCacheEntryOptions _entries = new() { Expiration = options.Value.Lifetime, LocalCacheExpiration = options.Value.Lifetime };

    /// <summary>Answers from a copy, or makes one.</summary>
    /// <param name="kind">Of a few; told to metrics.</param>
    /// <param name="query">All that the answer depends on.</param>
    public async Task<IResult> AnswerAsync<TQuery, TBody>(HttpContext http, string kind, TQuery query, Func<Task<TBody>> read)
    {
        var hit = true;
        async ValueTask<byte[]> MakeAsync(CancellationToken _)
        {
            hit = false;
            return Written(await read());
        }

        var kept = options.Value.Lifetime > TimeSpan.Zero && news.Revision is { } revision
            ? await cache.GetOrCreateAsync(KeyOf(kind, revision, query), MakeAsync, _entries, cancellationToken: CancellationToken.None)
            : await MakeAsync(CancellationToken.None);
        metrics.Read(kind, hit);
        return EntityTags.OkJson(http, Convert.ToHexStringLower(kept.AsSpan(0, TagBytes)), Caching.Lists, () => kept[TagBytes..]);
    }

    private byte[] Written<T>(T body)
    {
        var text = JsonSerializer.SerializeToUtf8Bytes(body, json.Value.SerializerOptions);
        return [.. SHA256.HashData(text).AsSpan(0, TagBytes), .. text];
    }

    /// <summary>A hash, because what people type may be long, and must not look like another key.</summary>
    private static string KeyOf<T>(string kind, string revision, T query) =>
        $"{kind}:{revision}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(query))))}";
}
