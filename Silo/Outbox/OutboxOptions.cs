using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Outbox;

/// <summary>How events leave the outbox.</summary>
public sealed class OutboxOptions
{
    public const string Section = "Outbox";

    /// <summary>How long events may lie unseen where no signal told of them, and how soon another silo takes over. 10 ms to 5 s, 500 ms by default.</summary>
    // Far less than the idle time after which the server ends a relay's session.
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:05")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The least pause between two transactions that do not fill <see cref="BatchSize"/>, so that under load events go many at a time.
    /// 0 to 1 s, 25 ms by default.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan Gather { get; set; } = TimeSpan.FromMilliseconds(25);

    /// <summary>Most events in one transaction, 1 to 5,000; 500 by default.</summary>
    [Range(1, 5_000)]
    public int BatchSize { get; set; } = 500;
}
