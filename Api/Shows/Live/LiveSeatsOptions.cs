using System.ComponentModel.DataAnnotations;

namespace Marquee.Api.Shows.Live;

/// <summary>Section <c>LiveSeats</c>: the seat maps that one API process keeps up to date.</summary>
public sealed class LiveSeatsOptions
{
    public const string Section = "LiveSeats";

    /// <summary>
    /// How often a show is asked whether it still knows this process; a map that was not confirmed for twice as long is not shown. After a
    /// silo was killed its maps are at most that old.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:20")]
    public TimeSpan ConfirmEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>When a map that nobody looks at is given up.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan KeepFor { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Maps that are kept; the readers of further shows are answered by these themselves.</summary>
    [Range(0, 1_000_000)]
    public int MostShows { get; set; } = 5_000;

    /// <summary>Streams that may be open; who comes on top of them is told to come back.</summary>
    [Range(0, 1_000_000)]
    public int MostStreams { get; set; } = 8_000;

    /// <summary>After how long without a change a stream says that it is still there.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);
}
