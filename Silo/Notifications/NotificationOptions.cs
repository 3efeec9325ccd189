using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Notifications;

/// <summary>How customers are told. Which channels there are is said by the sections below this one.</summary>
public sealed class NotificationOptions
{
    public const string Section = "Notifications";

    /// <summary>How long before a show its guests are reminded. 5 min to 7 d, 2 h by default.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan RemindBefore { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Most messages that one silo has in hand at once on each channel. 1 to 64, 4 by default.</summary>
    [Range(1, 64)]
    public int Concurrency { get; set; } = 4;

    /// <summary>How often it is looked for messages that are due. 10 ms to 1 min, 500 ms by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan Poll { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>After it an attempt has failed. 1 s to 2 min, 20 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long after <see cref="Timeout"/> a silo that has not said what became of an attempt is taken for dead. 1 s to 1 h, 1 min by default.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>After how many failures the next channel is tried. 1 to 50, 8 by default, which is after some three quarters of an hour.</summary>
    [Range(1, 50)]
    public int MostTries { get; set; } = 8;

    /// <summary>Pause after the first failure, less up to half by chance; it doubles with each further one. 1 ms to 10 min, 20 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan FirstRetry { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The longest such pause. 1 ms to 1 d, 30 min by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan LongestRetry { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>After so many failures in half a minute, and more than half of all, a channel rests. 2 to 1,000, 5 by default.</summary>
    [Range(2, 1_000)]
    public int BreakAfter { get; set; } = 5;

    /// <summary>How long it rests before one message is tried. 500 ms to 1 h, 30 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "01:00:00")]
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(30);
}
