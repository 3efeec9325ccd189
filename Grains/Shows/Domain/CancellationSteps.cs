using System.Collections.Immutable;
using Marquee.Bookings;

namespace Marquee.Shows.Domain;

/// <summary>How the cancellation of a show goes on: which bookings are next, what they have answered, and when it is over.</summary>
internal static class CancellationSteps
{
    public static ShowCancellationState Begin(CancelShow command, string currency, DateTimeOffset now) =>
        new() { Reason = command.Reason, By = command.By, StartedAt = now, Currency = currency };

    /// <summary>The show is closed, and these are all that have seats.</summary>
    public static ShowCancellationState Closed(ShowCancellationState state, IEnumerable<ShowClaim> claims) => state with
    {
        ShowClosed = true,
        Bookings = [.. claims.Select(claim => new CanceledBookingState(claim.Booking, claim.Payment, ShowCanceledProgress.Open, 0))],
    };

    public static ImmutableArray<CanceledBookingState> BookingsOf(ShowCancellationState state) => state.Bookings.IsDefault ? [] : state.Bookings;

    /// <summary>
    /// The next bookings to go on with, from that place in the list on and around it. A paused one begins with no booking, but goes on with
    /// those whose money is on its way: that is no longer ours to stop.
    /// </summary>
    public static ImmutableArray<CanceledBookingState> Next(ShowCancellationState state, int from, int most)
    {
        var all = BookingsOf(state);
        var next = ImmutableArray.CreateBuilder<CanceledBookingState>(most);
        for (var i = 0; i < all.Length && next.Count < most; i++)
        {
            var booking = all[(from + i) % all.Length];
            if (booking.Progress == ShowCanceledProgress.Refunding || (booking.Progress == ShowCanceledProgress.Open && !state.Paused)) next.Add(booking);
        }

        return next.ToImmutable();
    }

    /// <summary>True while it is paused and no money is on its way.</summary>
    public static bool Rests(ShowCancellationState state) => state is { Paused: true, ShowClosed: true, ScreenFree: true } && Next(state, 0, 1).IsEmpty;

    public static ShowCancellationState Told(ShowCancellationState state, IReadOnlyDictionary<BookingId, ShowCanceledAnswer> answers, DateTimeOffset now)
    {
        var told = state with
        {
            Bookings =
            [
                .. BookingsOf(state).Select(booking => answers.TryGetValue(booking.Booking, out var answer)
                    ? booking with { Progress = answer.Progress, Amount = answer.Amount }
                    : booking),
            ],
        };
        return told with { FinishedAt = IsOver(told) ? told.FinishedAt ?? now : null };
    }

    /// <summary>Puts what was stuck back, so that it is looked at again.</summary>
    public static ShowCancellationState Resume(ShowCancellationState state) => state with
    {
        Paused = false,
        FinishedAt = BookingsOf(state).Any(booking => booking.Progress == ShowCanceledProgress.Stuck) ? null : state.FinishedAt,
        Bookings = [.. BookingsOf(state).Select(booking => booking.Progress == ShowCanceledProgress.Stuck ? booking with { Progress = ShowCanceledProgress.Refunding } : booking)],
    };

    public static ShowCancellationView View(ShowId show, ShowCancellationState state)
    {
        var all = BookingsOf(state);
        var back = all.Where(booking => booking.Progress == ShowCanceledProgress.Refunded).Sum(booking => booking.Amount);
        return new ShowCancellationView(
            show, state.FinishedAt is not null ? CancellationStatus.Done : state.Paused ? CancellationStatus.Paused : CancellationStatus.Running, state.Reason,
            all.Length, Count(ShowCanceledProgress.Refunded) + Count(ShowCanceledProgress.NothingToRefund), Count(ShowCanceledProgress.Refunding),
            Count(ShowCanceledProgress.Open), Count(ShowCanceledProgress.Stuck), new Money(back, state.Currency), state.StartedAt, state.FinishedAt);

        int Count(ShowCanceledProgress progress) => all.Count(booking => booking.Progress == progress);
    }

    private static bool IsOver(ShowCancellationState state) =>
        state is { ShowClosed: true, ScreenFree: true } && BookingsOf(state).All(booking => booking.Progress is not (ShowCanceledProgress.Open or ShowCanceledProgress.Refunding));
}
