using Marquee.Api.Copies;
using Marquee.Movies;
using Marquee.Tests.Api;
using Marquee.Tests.ReadModels;
using Marquee.Tests.Theaters;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;
using Xunit;

namespace Marquee.Tests.Copies;

/// <summary>Copies of the catalogue, with a real Redis.</summary>
[Collection("postgres")]
public sealed class CatalogueCacheTests(RedisProduct product) : IClassFixture<RedisProduct>
{
    private readonly string _tag = Guid.NewGuid().ToString("N")[..8];

    /// <summary>The revision of the cluster, whatever this process has changed itself.</summary>
    private string? Heard => product.Services.GetRequiredService<CatalogueNews>().Revision?.Split('-')[0];

    private CacheMetrics Metrics => product.MetricsOfCache;

    [Fact]
    public async Task What_was_asked_before_is_answered_from_a_copy_with_the_same_tag()
    {
        using var nobody = product.Nobody();
        using var customer = await product.CustomerAsync();
        var first = await CopiedAsync(nobody, $"/v1/movies?q={_tag}");
        Assert.Equal(("public, max-age=15", "Accept-Encoding"), (first.Header("Cache-Control"), first.Header("Vary")));
        await product.ScalarAsync("UPDATE movie_view SET title = title");
        var again = (await customer.GetAsync($"/v1/movies?q={_tag}")).Is(200);
        Assert.Equal((first.Body, first.Header("ETag")), (again.Body, again.Header("ETag")));
        Assert.Equal("", (await nobody.GetAsync($"/v1/movies?q={_tag}", first.Header("ETag"))).Is(304).Body);
        Assert.InRange(Metrics.HitRatio(), 0.01, 0.99);
    }

    [Fact]
    public async Task A_change_that_another_process_made_is_seen_once_its_event_is_taken_in()
    {
        using var nobody = product.Nobody();
        var path = $"/v1/movies?q=film+{_tag}";
        Assert.Empty((await CopiedAsync(nobody, path)).At("items").EnumerateArray());

        await RowsOf.QuietAsync(product);
        var before = await HeardAsync();

        // Past the API, as another process would.
        var movie = Ids.New<MovieId>(TimeProvider.System);
        await Grains.GetGrain<IMovieGrain>(movie.ToString()).Save(new SaveMovie(Catalog.Movie($"Film {_tag}"), Precondition.Upsert));
        for (var deadline = DateTime.UtcNow.AddSeconds(60); Heard == before || !(await nobody.GetAsync(path)).Body.Contains(movie.ToString(), StringComparison.Ordinal); await Task.Delay(20))
            Assert.True(DateTime.UtcNow < deadline, Heard == before ? "Nobody was told." : "The change is never seen.");
    }

    [Fact]
    public async Task Who_changes_something_sees_it_in_the_next_answer()
    {
        using var nobody = product.Nobody();
        using var admin = await product.AdminAsync();
        for (var number = 1; number <= 5; number++)
        {
            Assert.Equal(number - 1, (await nobody.GetAsync($"/v1/movies?q=mine+{_tag}")).Is(200).At("items").GetArrayLength());
            (await admin.PostAsync("/v1/admin/movies", Place.MovieBody($"Mine {_tag} {number}"))).Is(201);
        }
    }

    [Fact]
    public async Task Processes_share_their_copies_and_what_is_somebodys_own_is_in_none()
    {
        using var customer = await product.CustomerAsync();
        var place = await Place.MakeAsync(product);
        var booking = (await customer.PostAsync("/v1/bookings", new { showId = place.Show, seats = new[] { "B1" } })).Is(201).Id;
        foreach (var path in new[] { "/v1/me", "/v1/me/bookings", "/v1/me/wallet", "/v1/me/export", $"/v1/bookings/{booking}" })
            Assert.Equal("no-store", (await customer.GetAsync(path)).Is(200).Header("Cache-Control"));

        await using var redis = await ConnectionMultiplexer.ConnectAsync(product.Redis.Server.Address);
        await using var one = await OtherAsync();
        await using var two = await OtherAsync();
        Assert.Equal("\"made by the first\"", await SharedAsync(redis, one, two));

        var kept = redis.GetServers()[0].Keys(pattern: "*").ToList();
        Assert.NotEmpty(kept);
        foreach (var key in kept)
        {
            Assert.StartsWith("marquee:", key.ToString(), StringComparison.Ordinal);
            var value = System.Text.Encoding.UTF8.GetString((byte[])(await redis.GetDatabase().HashGetAsync(key, "data"))!);
            Assert.DoesNotContain("bkg_", value, StringComparison.Ordinal);
            Assert.DoesNotContain("usr_", value, StringComparison.Ordinal);
            Assert.DoesNotContain("@example.test", value, StringComparison.Ordinal);
        }
    }

    /// <summary>The same once it stands still: what was told before is heard.</summary>
    private async Task<string?> HeardAsync()
    {
        var (heard, same) = (Heard, 0);
        for (var deadline = DateTime.UtcNow.AddSeconds(60); heard is null || same < 10; await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < deadline, "It never stands still.");
            (heard, same) = (Heard, heard == Heard ? same + 1 : 0);
        }

        return heard;
    }

    private IGrainFactory Grains => product.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The answer once it comes from a copy.</summary>
    private async Task<ApiAnswer> CopiedAsync(ApiClient client, string path)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            await client.GetAsync(path);
            var before = Metrics.Hits;
            var answer = (await client.GetAsync(path)).Is(200);
            if (Metrics.Hits > before) return answer;
            Assert.True(DateTime.UtcNow < deadline, "There never is a copy.");
        }
    }

    /// <summary>The copies of another process of the same cluster, once it has heard any news.</summary>
    private async Task<ServiceProvider> OtherAsync()
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Cache:Redis"] = product.Redis.Server.Address, ["Cache:RedisPatience"] = "00:00:05",
        }).Build();
        var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System).AddSingleton(Grains);
        services.AddSingleton<IConfiguration>(settings);
        services.AddCatalogueCache(settings);
        var provider = services.BuildServiceProvider();
        var news = provider.GetRequiredService<CatalogueNews>();
        await news.StartAsync(CancellationToken.None);
        for (var deadline = DateTime.UtcNow.AddSeconds(60); news.Revision is null; await Task.Delay(20)) Assert.True(DateTime.UtcNow < deadline, "No news came.");
        return provider;
    }

    /// <summary>What the second answers after the first has, both by the same news.</summary>
    private static async Task<string> SharedAsync(ConnectionMultiplexer redis, ServiceProvider one, ServiceProvider two)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(20))
        {
            Assert.True(DateTime.UtcNow < deadline, "They never share a copy.");
            var revision = RevisionOf(one);
            await AnswerAsync(one, "made by the first");
            if (RevisionOf(two) != revision || RevisionOf(one) != revision) continue;
            if (!redis.GetServers()[0].Keys(pattern: $"marquee:test:{revision}:*").Any()) continue;
            var answer = await AnswerAsync(two, "made by the second");
            if (RevisionOf(two) == revision) return answer;
        }
    }

    private static string? RevisionOf(ServiceProvider process) => process.GetRequiredService<CatalogueNews>().Revision;

    private static async Task<string> AnswerAsync(ServiceProvider process, string read)
    {
        var answer = await process.GetRequiredService<CatalogueCache>().AnswerAsync(new DefaultHttpContext(), "test", "the same", () => Task.FromResult(read));
        return System.Text.Encoding.UTF8.GetString(Assert.IsType<FileContentHttpResult>(answer).FileContents.Span);
    }
}
