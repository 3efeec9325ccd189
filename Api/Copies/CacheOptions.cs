using System.ComponentModel.DataAnnotations;

namespace Marquee.Api.Copies;

/// <summary>How this process keeps what everybody asks for: lists of the catalogue and suggestions. Nothing of anybody's own.</summary>
public sealed class CacheOptions
{
    public const string Section = "Cache";

    /// <summary>How old a copy may grow where no news of a change comes. 0, for no copies at all, to 5 min; 15 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Most bytes of copies in this process, 64 KiB to 4 GiB; 64 MiB by default.</summary>
    [Range(64L << 10, 4L << 30)]
    public long MemoryBytes { get; set; } = 64L << 20;

    /// <summary>A Redis that processes share their copies in, as StackExchange.Redis spells it: <c>redis:6379,password=...</c>. Missing by default.</summary>
    public string? Redis { get; set; }

    /// <summary>After it Redis is left out, and for <see cref="RedisRest"/> not asked. 5 ms to 5 s, 100 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.005", "00:00:05")]
    public TimeSpan RedisPatience { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a Redis that failed is let alone. 100 ms to 5 min, 5 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:05:00")]
    public TimeSpan RedisRest { get; set; } = TimeSpan.FromSeconds(5);
}
