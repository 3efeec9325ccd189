using Marquee.Api.Copies;
using Marquee.Tests.Api;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;

namespace Marquee.Tests.Copies;

/// <summary>The product with a Redis; copies last so long that only news of a change ends them.</summary>
public sealed class RedisProduct(PostgresFixture postgres) : Product(postgres)
{
    internal RedisFixture Redis { get; } = new();

    internal CacheMetrics MetricsOfCache => Services.GetRequiredService<CacheMetrics>();

    protected override Dictionary<string, string?> Settings => new(base.Settings)
    {
        ["Cache:Lifetime"] = "00:05:00", ["Cache:Redis"] = Redis.Server.Address, ["Cache:RedisPatience"] = "00:00:05",
    };

    public override async Task InitializeAsync()
    {
        await Redis.InitializeAsync();
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Redis.DisposeAsync();
    }
}
