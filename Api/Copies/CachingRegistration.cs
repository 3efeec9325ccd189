using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Caching.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Marquee.Api.Copies;

/// <summary>Has copies of the catalogue kept in this process, and in Redis where there is one.</summary>
internal static class CachingRegistration
{
    private const long LargestCopy = 1L << 20;

    public static IServiceCollection AddCatalogueCache(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CacheOptions>().Bind(configuration.GetSection(CacheOptions.Section)).ValidateDataAnnotations()
            .Validate(cache => string.IsNullOrEmpty(cache.Redis) || IsReadable(cache.Redis), "Cache:Redis cannot be read.").ValidateOnStart();
        services.AddOptions<MemoryCacheOptions>().Configure<IOptions<CacheOptions>>((memory, cache) => memory.SizeLimit = cache.Value.MemoryBytes);
        services.AddHybridCache(cache => (cache.MaximumPayloadBytes, cache.ReportTagMetrics) = (LargestCopy, false));
        if (configuration.GetSection(CacheOptions.Section).Get<CacheOptions>() is { Redis.Length: > 0 })
            services.AddSingleton<IDistributedCache>(provider => ActivatorUtilities.CreateInstance<PatientCache>(provider, new RedisCache(Settings(provider.GetRequiredService<IOptions<CacheOptions>>().Value))));
        services.AddSingleton<CacheMetrics>().AddSingleton<CatalogueCache>().AddSingleton<CatalogueNews>();
        return services.AddHostedService(provider => provider.GetRequiredService<CatalogueNews>());
    }

    private static RedisCacheOptions Settings(CacheOptions cache)
    {
        var redis = ConfigurationOptions.Parse(cache.Redis!);
        redis.AbortOnConnectFail = false;
        // What cannot be done now is not to be done later: the answer is gone by then.
        redis.BacklogPolicy = BacklogPolicy.FailFast;
        return new RedisCacheOptions { ConfigurationOptions = redis, InstanceName = "marquee:" };
    }

    private static bool IsReadable(string redis)
    {
        try
        {
            return ConfigurationOptions.Parse(redis).EndPoints.Count > 0;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
