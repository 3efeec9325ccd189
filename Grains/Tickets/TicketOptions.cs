using System.ComponentModel.DataAnnotations;
using Marquee.Theaters.Domain;
using Marquee.Users.Domain;

namespace Marquee.Tickets;

/// <summary>Section <c>Tickets</c>.</summary>
public sealed class TicketOptions
{
    public const string Section = "Tickets";

    /// <summary>How long before a show starts its guests are let in. Admins may let them in at any time.</summary>
    [Range(typeof(TimeSpan), "00:05:00", "7.00:00:00")]
    public TimeSpan DoorsOpenBefore { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a key signs tickets before the next takes over.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "365.00:00:00")]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long before it signs a key is published. A device at the door that was not connected for as long does not know a new ticket.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan KeyToldAhead { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A ticket is good until its show is over, and it may have been fetched as soon as the show was on sale.</summary>
    internal KeySchedule KeySchedule => new(KeyLifetime, KeyToldAhead, SchedulingWindow.Ahead + TimeSpan.FromDays(7));
}
