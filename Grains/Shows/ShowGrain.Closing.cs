using Marquee.Storage;
using Microsoft.Extensions.Logging;

namespace Marquee.Shows;

/// <summary>How a show comes off sale for good, and how it moves to another time. One at a time: all of them write the show's own row.</summary>
internal sealed partial class ShowGrain
{
    private Task _turn = Task.CompletedTask;
    private bool _closing;

    private bool Closed => _closing || _show.Value is { Closed: true };

    public async Task<bool> Withdraw()
    {
        await LoadAsync();
        return await InTurnAsync(async () =>
        {
            if (_map is not { } map || _show.Value is { Closed: true }) return true;
            var now = _clock.GetUtcNow();
            if (map.Claims.Any(claim => claim.Keeps(now))) return false;
            // Closed in memory first: while the saves are under way nobody may take a seat.
            _closing = true;
            // Another activation may have given a seat away, and then this write fails; or may be about to, and then its own does, and what it
            // reads has no seat left to give. A save of the show alone would settle nothing: seats have a row of their own.
            map.Block([.. Enumerable.Range(0, map.Plan.Count)], now);
            await _commit.Commit();
            await _show.SaveAsync(_show.Value! with
            {
                Withdrawn = true,
                Raised = [Events.Of(Topics.Catalog, ShowWithdrawn.Type, Id.ToString(), new ShowWithdrawn(Id.ToString()), now)],
            });
            return true;
        });
    }

    public async Task<CloseShowResult> Cancel(CancelShow command)
    {
        await LoadAsync();
        return await InTurnAsync(async () =>
        {
            if (_map is not { } map || Opened is not { } opened) return new CloseShowResult(CloseShowOutcome.NotFound, []);
            var now = _clock.GetUtcNow();
            if (!Closed)
            {
                _closing = true;
                var canceled = new ShowCanceledState(command.Reason, command.By, now);
                await _show.SaveAsync(_show.Value! with { Canceled = canceled, Raised = [ShowViews.CanceledEvent(Id, opened, canceled)] });
                LogCanceled(_log, Id, command.Reason);
            }

            // Another activation may not know of it and go on selling. A write of the seats makes its next one fail, so that it must read; and
            // fails itself where the other has written, so that what is answered here is all there is.
            await _commit.Commit();
            return new CloseShowResult(CloseShowOutcome.Closed, [.. map.Claims.Where(claim => claim.Keeps(now)).Select(ClaimOf)]);
        });
    }

    public async Task<bool> Reschedule(DateTimeOffset startsAt, DateTimeOffset endsAt)
    {
        await LoadAsync();
        return await InTurnAsync(async () =>
        {
            if (Opened is not { } opened || Closed) return false;
            if (opened.StartsAt == startsAt && opened.EndsAt == endsAt) return true;
            var (moved, moves) = (opened with { StartsAt = startsAt, EndsAt = endsAt }, _show.Value!.Moves + 1);
            await _show.SaveAsync(_show.Value with
            {
                Opened = moved,
                Moves = moves,
                Raised = [ShowViews.RescheduledEvent(Id, moved, moves, opened.StartsAt, _clock.GetUtcNow())],
            });
            return true;
        });
    }

    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        var (before, mine) = (_turn, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _turn = mine.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            mine.SetResult();
        }
    }

    private static ShowClaim ClaimOf(Domain.Claim claim) => new(claim.Booking, claim.Payment == default ? null : claim.Payment);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Show} is canceled: {Reason}")]
    private static partial void LogCanceled(ILogger log, ShowId show, string reason);
}
