using System.ComponentModel.DataAnnotations;

namespace Marquee.Shows;

/// <summary>Section <c>Shows</c>.</summary>
public sealed class ShowOptions
{
    public const string Section = "Shows";

    /// <summary>How long seats wait for a customer who has not begun to pay.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan HoldTime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Holds of one show that may wait for its next write; who comes on top of them is told at once to come back.</summary>
    [Range(1, 1_000_000)]
    public int MostWaiting { get; set; } = 1_000;

    /// <summary>The same of all shows in one silo together.</summary>
    [Range(1, 1_000_000)]
    public int MostWaitingInSilo { get; set; } = 4_000;

    /// <summary>Bytes of settled sales, some forty each, that are written with every change of the seats before they are archived.</summary>
    [Range(0, 1_000_000)]
    public int RecentSales { get; set; } = 1_000;

    /// <summary>When a watcher of the seats that has not asked again is gone.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan WatcherGoneAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after the last change the show asks a booking that is paying, or that has not said how it ended.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WatchAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest pause between two such questions; they begin at a third of <see cref="WatchAfter"/> and double.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan WatchAtMostEvery { get; set; } = TimeSpan.FromMinutes(1);
}
