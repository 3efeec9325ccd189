using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Inbox;

/// <summary>How handlers work through what they are told.</summary>
public sealed class InboxOptions
{
    public const string Section = "Inbox";

    /// <summary>How long a row may lie unseen where no signal told of it. 10 ms to 1 min, 500 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Most events that one group of one silo has in hand at once, each on a connection of its own. 1 to 64, 4 by default.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>After how many failures an event goes to the dead letters, 1 to 50; 10 by default, which is after some eight minutes.</summary>
    [Range(1, 50)]
    public int MostTries { get; set; } = 10;

    /// <summary>Pause after the first failure, less up to half by chance; it doubles with each further one. 1 ms to 10 min, 1 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest such pause. 1 ms to 1 d, 10 min by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>After it a handler has failed. 100 ms to 10 min, 30 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it is known that an event was handled, so that a repeat is none. 1 min to 90 d, 7 d by default.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan Keep { get; set; } = TimeSpan.FromDays(7);
}
