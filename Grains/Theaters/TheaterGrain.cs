using Marquee.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Theaters;

// Not reentrant: a command that waits for a movie or a show keeps the calendar to itself, so nothing it has decided on can change
// before it is saved. Shows and movies never call back.
[GrainType("theater")]
internal sealed partial class TheaterGrain(IGrainContext context, TimeProvider clock, ILogger<TheaterGrain> log) : Grain, ITheaterGrain
{
    private readonly TheaterId _id = Ids.Parse<TheaterId>(context.GrainId.Key.ToString()!);
    private readonly DurableState<TheaterState> _theater = new(context, "theater");

    public async Task<SaveTheaterResult> Save(SaveTheater command)
    {
        await _theater.LoadAsync();
        var theater = _theater.Value ?? new TheaterState();
        var outcome = command.When.Decide(theater.Version, theater.Removed, theater.CreatedBy);
        if (outcome == SaveOutcome.Replayed) return new(outcome, FirstAnswer(command, theater));
        if (outcome is not (SaveOutcome.Created or SaveOutcome.Updated)) return new(outcome, null);

        var next = theater with { Details = command.Details, CreatedBy = theater.CreatedBy ?? command.When.CreatedBy, Removed = false };
        return new(outcome, (await SaveDocument(next)).View(_id));
    }

    public async Task<TheaterView?> Get()
    {
        await _theater.LoadAsync();
        return _theater.Value?.View(_id);
    }

    public async Task<RemoveOutcome> Remove()
    {
        if (await Existing() is null) return RemoveOutcome.NotFound;
        await FinishHalfDone();
        var theater = _theater.Value!;
        var now = clock.GetUtcNow();
        if (theater.HasShowsAfter(now)) return RemoveOutcome.InUse;

        var removed = new TheaterRemoved(_id.ToString(), theater.Version + 1);
        await _theater.SaveAsync(theater with
        {
            Version = removed.Version,
            UpdatedAt = now,
            Removed = true,
            Raised = [Events.Of(Topics.Catalog, TheaterRemoved.Type, removed.Id, removed, now)],
        });
        return RemoveOutcome.Removed;
    }

    /// <summary>The theater on disk, or null where there is none or it was removed.</summary>
    private async Task<TheaterState?> Existing()
    {
        await _theater.LoadAsync();
        return _theater.Value is { Removed: false } theater ? theater : null;
    }

    /// <summary>Saves a change that the world should hear of.</summary>
    private async Task<TheaterState> SaveDocument(TheaterState changed, TheaterScreen? screen = null)
    {
        var now = clock.GetUtcNow();
        var next = changed with { Version = changed.Version + 1, CreatedAt = changed.Version == 0 ? now : changed.CreatedAt, UpdatedAt = now };
        var screens = next.Screens.Where(screen => !screen.Removed)
            .Select(screen => new TheaterScreenSaved(screen.Id.ToString(), screen.Name, screen.Current.Seats));
        var saved = new TheaterSaved(_id.ToString(), next.Version, next.Details!, [.. screens], screen is null ? null : new ScreenChanged(screen.Id.ToString(), screen.Name, screen.Removed));
        await _theater.SaveAsync(next with { Raised = [Events.Of(Topics.Catalog, TheaterSaved.Type, saved.Id, saved, now)] });
        return next;
    }

    // The same fingerprint is the same details, and a theater begins without screens.
    private TheaterView FirstAnswer(SaveTheater command, TheaterState theater) =>
        new(_id, 1, theater.CreatedAt, theater.CreatedAt, command.Details, [], Removed: false);
}
