using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Copies;

/// <summary>Its Redis is taken away, so it has one of its own.</summary>
[Collection("postgres")]
public sealed class RedisAwayTests(RedisProduct product) : IClassFixture<RedisProduct>
{
    [Fact]
    public async Task Without_Redis_everything_is_answered_and_copies_are_kept_all_the_same()
    {
        using var nobody = product.Nobody();
        (await nobody.GetAsync("/v1/movies?q=before")).Is(200);
        await product.Redis.DisposeAsync();
        foreach (var path in new[] { "/v1/movies?q=after", "/v1/theaters", "/v1/cities", "/v1/search/suggestions?q=af", "/v1/movies?q=before" }) (await nobody.GetAsync(path)).Is(200);

        var metrics = product.MetricsOfCache;
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            var before = metrics.Hits;
            (await nobody.GetAsync("/v1/movies?q=after")).Is(200);
            if (metrics.Hits > before) return;
            Assert.True(DateTime.UtcNow < deadline, "There never is a copy.");
        }
    }
}
