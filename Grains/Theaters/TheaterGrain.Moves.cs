using Marquee.Shows;
using Marquee.Theaters.Domain;

namespace Marquee.Theaters;

internal sealed partial class TheaterGrain
{
    public async Task<ScheduleResult> Reschedule(ShowId show, DateTimeOffset startsAt)
    {
        if (await Existing() is null) return Refused(ScheduleOutcome.TheaterNotFound);
        await FinishHalfDone();
        if (_theater.Value!.Slot(show) is not { } slot) return Refused(ScheduleOutcome.ShowNotFound);
        var now = clock.GetUtcNow();
        if (slot.Status != SlotStatus.Open || await Show(show).Get() is not { Status: ShowStatus.Scheduled } before) return Refused(ScheduleOutcome.NotOnSale);
        if (slot.StartsAt == startsAt) return new(ScheduleOutcome.Rescheduled, before, null, []);
        if (SchedulingWindow.Refusal(startsAt, now) is { } refusal) return Refused(refusal);

        var moving = slot.At(startsAt);
        var taken = _theater.Value.SlotsOf(slot.Screen).Where(other => other.Show != show).Select(other => other.Taken);
        if (ScreenCalendar.Clash(taken, moving.StartsAt, moving.FreeAt) is { } clash) return Refused(ScheduleOutcome.ScreenBusy) with { Clash = clash };

        await Save(moving);
        return await Move(moving) ? new(ScheduleOutcome.Rescheduled, await Show(show).Get(), null, []) : Refused(ScheduleOutcome.NotOnSale);
    }
}
