using System.ComponentModel.DataAnnotations;

namespace Marquee.Silo.Reads;

/// <summary>Where search, lists of bookings and reports are read. Availability and money are always read where they are written.</summary>
public sealed class ReadsOptions
{
    public const string Section = "Reads";

    /// <summary>
    /// A connection string that names standbys, and the primary beside them: <c>Host=standby-1,standby-2,primary;...</c>. A standby is preferred
    /// while there is one. Missing by default: everything is read from the primary.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// How much later than the primary a standby may be and still be asked for the catalogue. 100 ms to 1 min, 2 s by default. Bookings and
    /// reports do not depend on it: what was saved before they were asked for is always in them.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan MostLag { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long who wants to see a version of a booking waits for it. 10 ms to 10 s, 2 s by default.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan VersionPatience { get; set; } = TimeSpan.FromSeconds(2);
}
