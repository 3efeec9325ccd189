using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Shows;

/// <summary>What the house decides: putting the show on sale, taking seats or all of it off.</summary>
internal sealed partial class ShowGrain
{
    private Task? _opening;

    public async Task Open(OpenShow command)
    {
        await LoadAsync();
        if (Opened is null) await (_opening ??= OpenOnceAsync(command));
    }

    public async Task<BlockResult> Block(BlockSeats command)
    {
        await LoadAsync();
        if (_map is not { } map) return new BlockResult(BlockOutcome.ShowNotFound, []);
        if (!map.Plan.TryFindAll(command.Seats, out var seats, out var unknown)) return new BlockResult(BlockOutcome.SeatUnknown, [.. unknown]);

        var now = _clock.GetUtcNow();
        var taken = Array.FindAll(seats, seat => !map.IsBlocked(seat) && !map.IsFree(seat, now));
        if (taken.Length > 0) return new BlockResult(BlockOutcome.SeatsUnavailable, [.. taken.Select(seat => map.Plan.Seats[seat].Label)]);
        map.Block(Array.FindAll(seats, seat => !map.IsBlocked(seat)), now);
        LogBlocked(_log, Id, seats.Length, command.Reason);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    public async Task<BlockResult> Unblock(BlockSeats command)
    {
        await LoadAsync();
        if (_map is not { } map) return new BlockResult(BlockOutcome.ShowNotFound, []);
        if (!map.Plan.TryFindAll(command.Seats, out var seats, out var unknown)) return new BlockResult(BlockOutcome.SeatUnknown, [.. unknown]);
        map.Unblock(seats);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    private async Task OpenOnceAsync(OpenShow command)
    {
        try
        {
            await _show.SaveAsync(new ShowState { Opened = command, Raised = [ShowViews.OpenedEvent(Id, command, _clock.GetUtcNow())] });
            Draw(command);
        }
        finally
        {
            _opening = null;
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} seats of {Show} taken off sale: {Reason}")]
    private static partial void LogBlocked(ILogger log, ShowId show, int count, string reason);
}
