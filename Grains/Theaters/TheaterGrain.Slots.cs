using Marquee.Shows;
using Microsoft.Extensions.Logging;

namespace Marquee.Theaters;

// A slot is saved before its show is told and again after. What a crash left in between is told again here: shows take a repeat for what it is.
internal sealed partial class TheaterGrain
{
    /// <summary>
    /// Finishes what earlier commands left open. A show that cannot be reached stays half done and keeps its screen; it must not keep
    /// everybody else from working.
    /// </summary>
    private async Task FinishHalfDone(ShowId? except = null)
    {
        var now = clock.GetUtcNow();
        foreach (var slot in _theater.Value!.Slots.Where(slot => slot.IsHalfDone(now) && slot.Show != except))
        {
            try
            {
                if (slot.Status == SlotStatus.Opening) await Open(slot);
                else if (slot.Status == SlotStatus.Moving) await Move(slot);
                else await Close(slot);
            }
            catch (Exception failure)
            {
                LogStillHalfDone(log, failure, slot.Show, slot.Status);
            }
        }
    }

    /// <summary>Puts the show on sale. Null where its id turned out to belong to another show, and then the screen is free again.</summary>
    private async Task<ShowView?> Open(ShowSlot slot)
    {
        await Show(slot.Show).Open(slot.Pending!);
        var show = await Show(slot.Show).Get();
        if (show is null || !slot.Describes(show, _id))
        {
            await _theater.SaveAsync(_theater.Value!.Without(slot.Show, clock.GetUtcNow()));
            return null;
        }

        await Save(slot.With(SlotStatus.Open));
        return show;
    }

    /// <summary>Takes the show off sale and frees the screen, unless somebody has a seat.</summary>
    private async Task<bool> Close(ShowSlot slot)
    {
        var withdrawn = await Show(slot.Show).Withdraw();
        await Save(slot.With(withdrawn ? SlotStatus.Removed : SlotStatus.Open));
        return withdrawn;
    }

    /// <summary>Tells the show its new time. One that has closed meanwhile needs no screen any more.</summary>
    private async Task<bool> Move(ShowSlot slot)
    {
        var moved = await Show(slot.Show).Reschedule(slot.StartsAt, slot.EndsAt);
        await Save(slot.With(moved ? SlotStatus.Open : SlotStatus.Removed));
        return moved;
    }

    private Task Save(ShowSlot slot) => _theater.SaveAsync(_theater.Value!.Put(slot, clock.GetUtcNow()));

    private IShowGrain Show(ShowId id) => GrainFactory.Grain<IShowGrain>(id.ToString());

    [LoggerMessage(Level = LogLevel.Warning, Message = "Show {Show} is still {Status}")]
    private static partial void LogStillHalfDone(ILogger log, Exception failure, ShowId show, SlotStatus status);
}
