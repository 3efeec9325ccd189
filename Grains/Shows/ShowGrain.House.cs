using System.Collections.Immutable;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Shows;

/// <summary>What the house asks for: putting the show on sale, taking seats off, who comes to the door.</summary>
internal sealed partial class ShowGrain
{
    private readonly List<OutboxEvent> _raised = [];
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
        var fresh = Array.FindAll(seats, seat => !map.IsBlocked(seat));
        map.Block(fresh, now);
        Raise(SeatsBlocked.Type, fresh, command.Reason);
        LogBlocked(_log, Id, seats.Length, command.Reason);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    public async Task<BlockResult> Unblock(BlockSeats command)
    {
        await LoadAsync();
        if (_map is not { } map) return new BlockResult(BlockOutcome.ShowNotFound, []);
        if (!map.Plan.TryFindAll(command.Seats, out var seats, out var unknown)) return new BlockResult(BlockOutcome.SeatUnknown, [.. unknown]);
        var blocked = Array.FindAll(seats, map.IsBlocked);
        map.Unblock(seats);
        Raise(SeatsBlocked.Undone, blocked, null);
        await _commit.Commit();
        return new BlockResult(BlockOutcome.Done, []);
    }

    public async Task<ImmutableArray<BookingId>> Sold()
    {
        await LoadAsync();
        await _commit.Settled();
        return _map is { } map ? [.. map.Claims.Where(claim => claim.Phase == ClaimPhase.Sold).Select(claim => claim.Booking)] : [];
    }

    /// <summary>Goes along with the next write of the seats.</summary>
    private void Raise(string type, int[] seats, string? reason)
    {
        if (seats.Length == 0) return;
        var change = new SeatsBlocked(Id.ToString(), [.. seats.Select(seat => _map!.Plan.Seats[seat].Label)], reason);
        _raised.Add(Events.Of(Topics.Catalog, type, change.Id, change, _clock.GetUtcNow()));
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
