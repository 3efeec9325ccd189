using Marquee.Theaters.Domain;

namespace Marquee.Theaters;

internal sealed partial class TheaterGrain
{
    public async Task<SaveScreenResult> SaveScreen(SaveScreen command)
    {
        if (await Existing() is not { } theater) return new(SaveOutcome.NotFound, null, []);
        var screen = theater.Screen(command.Screen) ?? new TheaterScreen { Id = command.Screen };
        var outcome = command.When.Decide(screen.Version, screen.Removed, screen.CreatedBy);
        if (outcome is not (SaveOutcome.Created or SaveOutcome.Updated or SaveOutcome.Replayed)) return new(outcome, null, []);
        if (SeatPlan.Parse(command.Layout, out var errors) is not { } plan) return new(SaveOutcome.Invalid, null, errors);
        if (outcome == SaveOutcome.Replayed) return new(outcome, FirstAnswer(command, plan), []);

        var used = theater.SlotsOf(command.Screen).Select(slot => slot.LayoutVersion).ToHashSet();
        var next = screen.Write(command.Name, command.Layout, plan.Count, command.When.CreatedBy, used);
        await SaveDocument(theater.Put(next), next);
        return new(outcome, next.View(_id), []);
    }

    public async Task<ScreenView?> Screen(ScreenId screen) =>
        (await Existing())?.Screen(screen) is { Removed: false } found ? found.View(_id) : null;

    public async Task<RemoveOutcome> RemoveScreen(ScreenId screen)
    {
        if ((await Existing())?.Screen(screen) is not { Removed: false } found) return RemoveOutcome.NotFound;
        await FinishHalfDone();
        var theater = _theater.Value!;
        var now = clock.GetUtcNow();
        if (theater.SlotsOf(screen).Any(slot => slot.EndsAt > now)) return RemoveOutcome.InUse;

        var removed = found with { Version = found.Version + 1, Removed = true };
        await SaveDocument(theater.Put(removed), removed);
        return RemoveOutcome.Removed;
    }

    // The same fingerprint is the same screen, and a screen begins with the first version of its layout.
    private ScreenView FirstAnswer(SaveScreen command, SeatPlan plan) =>
        new(_id, command.Screen, 1, command.Name, plan.Count, 1, command.Layout);
}
