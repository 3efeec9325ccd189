using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>How the batched storage writes; section <c>Storage:Hot</c>.</summary>
public sealed class HotStorageOptions
{
    /// <summary>
    /// Batches in flight at once, each on its own connection. Several take each other's rows, so batches are smaller: on two cores beside
    /// the server two wrote a quarter less than one. They pay where the way to the server is long.
    /// </summary>
    [Range(1, 8)]
    public int Writers { get; set; } = 1;

    /// <summary>Rows in one statement at most.</summary>
    [Range(1, 4096)]
    public int BatchRows { get; set; } = 256;

    /// <summary>Writes that wait for a batch at most; above that callers wait for room.</summary>
    [Range(1, 1_000_000)]
    public int QueueRows { get; set; } = 8192;

    /// <summary>After it the outcome of a statement counts as unknown. Whole seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
