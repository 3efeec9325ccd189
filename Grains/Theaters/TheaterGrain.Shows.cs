using Marquee.Movies;
using Marquee.Shows;
using Marquee.Theaters.Domain;

namespace Marquee.Theaters;

internal sealed partial class TheaterGrain
{
    public async Task<ScheduleResult> Schedule(ScheduleShow command)
    {
        if (await Existing() is null) return Refused(ScheduleOutcome.TheaterNotFound);
        await FinishHalfDone(except: command.Show);
        if (_theater.Value!.Slot(command.Show) is { } known) return await Repeat(command, known);

        if (SchedulingWindow.Refusal(command.StartsAt, clock.GetUtcNow()) is { } refusal) return Refused(refusal);
        if (_theater.Value.Screen(command.Screen) is not { Removed: false } screen) return Refused(ScheduleOutcome.ScreenNotFound);
        if (ShowPricing.Unpriced(screen.Current.Layout, command.Prices) is { IsEmpty: false } unpriced)
            return Refused(ScheduleOutcome.PriceMissing) with { Unpriced = unpriced };
        if (await GrainFactory.Grain<IMovieGrain>(command.Movie.ToString()).Get() is not { Removed: false } movie)
            return Refused(ScheduleOutcome.MovieNotFound);

        var slot = Slot(command, screen.Current, movie.Document);
        var taken = _theater.Value.SlotsOf(command.Screen).Select(other => other.Taken);
        if (ScreenCalendar.Clash(taken, slot.StartsAt, slot.FreeAt) is { } clash) return Refused(ScheduleOutcome.ScreenBusy) with { Clash = clash };

        await Save(slot);
        return await Open(slot) is { } show ? new(ScheduleOutcome.Scheduled, show, null, []) : Refused(ScheduleOutcome.KeyReused);
    }

    public async Task<RemoveOutcome> RemoveShow(ShowId show)
    {
        if (await Existing() is null) return RemoveOutcome.NotFound;
        await FinishHalfDone(except: show);
        if (_theater.Value!.Slot(show) is not { TakesScreen: true } slot) return RemoveOutcome.NotFound;
        // An open that was given up may still arrive; what it would open must exist before it can be withdrawn.
        if (slot.Status == SlotStatus.Opening && await Open(slot) is null) return RemoveOutcome.NotFound;

        if (slot.Status == SlotStatus.Moving && !await Move(slot)) return RemoveOutcome.Removed;

        var closing = slot.With(SlotStatus.Closing);
        await Save(closing);
        return await Close(closing) ? RemoveOutcome.Removed : RemoveOutcome.InUse;
    }

    private async Task<ScheduleResult> Repeat(ScheduleShow command, ShowSlot slot)
    {
        if (slot.CreatedBy != command.CreatedBy) return Refused(ScheduleOutcome.KeyReused);
        if (slot.Status != SlotStatus.Opening) return new(ScheduleOutcome.Replayed, await Show(slot.Show).Get(), null, []);
        return await Open(slot) is { } show ? new(ScheduleOutcome.Replayed, show, null, []) : Refused(ScheduleOutcome.KeyReused);
    }

    private ShowSlot Slot(ScheduleShow command, LayoutVersion layout, MovieDocument movie)
    {
        var endsAt = command.StartsAt.AddMinutes(movie.DurationMinutes);
        return new ShowSlot
        {
            Show = command.Show,
            Screen = command.Screen,
            LayoutVersion = layout.Number,
            StartsAt = command.StartsAt,
            EndsAt = endsAt,
            FreeAt = endsAt.AddMinutes(command.CleaningMinutes),
            Status = SlotStatus.Opening,
            CreatedBy = command.CreatedBy,
            Pending = new OpenShow(
                command.Movie, _id, command.Screen, layout.Number, layout.Layout, command.StartsAt, endsAt, _theater.Value!.Details!.TimeZone,
                command.Language, command.Format, ShowPricing.Of(command.Prices), command.Rules),
        };
    }

    private static ScheduleResult Refused(ScheduleOutcome outcome) => new(outcome, null, null, []);
}
