using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.ReadModels;

/// <summary>How read models are written anew.</summary>
public sealed class ReadModelOptions
{
    public const string Section = "ReadModels";

    /// <summary>
    /// Grains in one transaction, 1 to 2,000; 250 by default. For so long their rows are locked, and events of them wait.
    /// </summary>
    [Range(1, 2_000)]
    public int BatchSize { get; set; } = 250;

    /// <summary>How soon a silo takes up what another has begun and not ended. 10 ms to 1 min, 2 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromSeconds(2);
}
