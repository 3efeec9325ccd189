using Orleans.Concurrency;

namespace Marquee.Theaters;

/// <summary>
/// Owns one theater: its details, its screens and their layouts, and the calendar that lets no two shows overlap on a screen. Keyed by
/// theater id. Repeating a command that created something changes nothing and answers the same.
/// </summary>
[Alias("marquee.theater")]
public interface ITheaterGrain : IGrainWithStringKey
{
    /// <summary>Creates the theater or replaces its details, as the command's precondition allows.</summary>
    [Alias("save")] Task<SaveTheaterResult> Save(SaveTheater command);

    /// <summary>The theater as it is on disk, removed ones too. Null where there never was one.</summary>
    [Alias("get"), AlwaysInterleave] Task<TheaterView?> Get();

    /// <summary>Takes the theater out of the catalogue. In use while a show has not ended.</summary>
    [Alias("remove")] Task<RemoveOutcome> Remove();

    /// <summary>
    /// Creates or replaces a screen. Another layout gets a version of its own; shows keep the one they were sold with. Not found where
    /// the theater, or the screen that must exist, is not there.
    /// </summary>
    [Alias("save-screen")] Task<SaveScreenResult> SaveScreen(SaveScreen command);

    /// <summary>The screen with its current layout. Null where there is none or it was removed.</summary>
    [Alias("screen"), AlwaysInterleave] Task<ScreenView?> Screen(ScreenId screen);

    /// <summary>Takes a screen away. In use while a show on it has not ended.</summary>
    [Alias("remove-screen")] Task<RemoveOutcome> RemoveScreen(ScreenId screen);

    /// <summary>
    /// Reserves the screen and puts the show on sale. If this fails half-way the reservation stays, and a repeat, or the next command
    /// on this calendar, finishes it.
    /// </summary>
    [Alias("schedule")] Task<ScheduleResult> Schedule(ScheduleShow command);

    /// <summary>
    /// Moves a show to another time on its screen, if no other has it then. A move that fails half-way is finished by a repeat, or by the
    /// next command on this calendar.
    /// </summary>
    [Alias("reschedule")] Task<ScheduleResult> Reschedule(ShowId show, DateTimeOffset startsAt);

    /// <summary>Withdraws a show and frees its screen. In use where somebody holds or has bought a seat.</summary>
    [Alias("remove-show")] Task<RemoveOutcome> RemoveShow(ShowId show);
}
