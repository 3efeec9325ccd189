using Marquee.Bookings;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Marquee.Theaters;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Shows;

/// <summary>
/// The shell around <see cref="CancellationSteps"/>. Works through the bookings a handful at a time, saves after each, and lets other calls
/// in between. The reminder takes it up again after a crash.
/// </summary>
[GrainType("show-cancellation")]
internal sealed partial class ShowCancellationGrain(IGrainContext context, TimeProvider clock, ILogger<ShowCancellationGrain> log)
    : Grain, IShowCancellationGrain, IRemindable
{
    private const string Reminder = "cancellation";
    private const int AtOnce = 16;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AtOnceAgain = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Pausing = TimeSpan.FromSeconds(2);

    private readonly DurableState<ShowCancellationState> _state = new(context, "show-cancellation");
    private IGrainTimer? _timer;
    private int _next;

    private ShowId Id => Ids.Parse<ShowId>(this.GetPrimaryKeyString());

    public async Task<StartCancellationResult> Start(CancelShow command)
    {
        await _state.LoadAsync();
        if (_state.Value is null)
        {
            if (await Show().Get() is not { } show) return new StartCancellationResult(CloseShowOutcome.NotFound, null);
            if (show.Status == ShowStatus.Ended) return new StartCancellationResult(CloseShowOutcome.Ended, null);
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            await _state.SaveAsync(CancellationSteps.Begin(command, show.Prices.Currency, clock.GetUtcNow()));
        }

        await CloseAsync();
        GoOn(AtOnceAgain);
        return new StartCancellationResult(CloseShowOutcome.Closed, View());
    }

    public async Task<ShowCancellationView?> Get()
    {
        await _state.LoadAsync();
        // Who asks after a crash need not wait for the reminder.
        if (_timer is null && _state.Value is { FinishedAt: null } state && !CancellationSteps.Rests(state)) GoOn(AtOnceAgain);
        return View();
    }

    public async Task<ShowCancellationView?> Pause()
    {
        await _state.LoadAsync();
        if (_state.Value is { Paused: false, FinishedAt: null } state) await _state.SaveAsync(Told(state with { Paused = true }, ShowCancellationChanged.Paused));
        return View();
    }

    public async Task<ShowCancellationView?> Resume()
    {
        await _state.LoadAsync();
        if (_state.Value is not { } state) return null;
        await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
        await _state.SaveAsync(Told(CancellationSteps.Resume(state), ShowCancellationChanged.Resumed));
        GoOn(AtOnceAgain);
        return View();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await _state.LoadAsync();
        if (_state.Value is { FinishedAt: null })
        {
            GoOn(AtOnceAgain);
            return;
        }

        await this.EndReminderAsync(reminderName, _state, cancellation => cancellation is not { FinishedAt: null });
    }

    private ShowCancellationState Told(ShowCancellationState next, string type) =>
        next with { Raised = [Events.Of(Topics.Catalog, type, Id.ToString(), new ShowCancellationChanged(Id.ToString()), clock.GetUtcNow())] };

    private void GoOn(TimeSpan after)
    {
        _timer ??= this.RegisterGrainTimer(WorkAsync, new GrainTimerCreationOptions(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        _timer.Change(after, Timeout.InfiniteTimeSpan);
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        var progress = false;
        try
        {
            await CloseAsync();
            await FreeScreenAsync();
            progress = await WorkOnceAsync();
        }
        catch (Exception failure)
        {
            LogStopped(log, failure, Id);
        }

        if (_state.Value is { FinishedAt: null } state && !CancellationSteps.Rests(state)) GoOn(progress ? AtOnceAgain : Pausing);
        else StopTimer();
    }

    /// <summary>Goes on with the next few bookings. Answers whether one of them got further.</summary>
    private async Task<bool> WorkOnceAsync()
    {
        var before = _state.Value!;
        var next = CancellationSteps.Next(before, _next, AtOnce);
        if (next.IsEmpty)
        {
            var over = CancellationSteps.Told(before, new Dictionary<BookingId, ShowCanceledAnswer>(), clock.GetUtcNow());
            if (over.FinishedAt != before.FinishedAt) await _state.SaveAsync(over);
            return false;
        }

        _next = CancellationSteps.BookingsOf(before).IndexOf(next[^1]) + 1;
        var answers = await Task.WhenAll(next.Select(AskAsync));
        var told = answers.OfType<KeyValuePair<BookingId, ShowCanceledAnswer>>().ToDictionary();
        if (next.All(booking => !told.TryGetValue(booking.Booking, out var answer) || answer.Progress == booking.Progress)) return false;
        await _state.SaveAsync(CancellationSteps.Told(before, told, clock.GetUtcNow()));
        return true;
    }

    /// <summary>One booking that cannot be reached must not keep the others from their money.</summary>
    private async Task<KeyValuePair<BookingId, ShowCanceledAnswer>?> AskAsync(CanceledBookingState booking)
    {
        try
        {
            var claim = new OpenClaim(Id, booking.Payment, Overdue: true);
            return new(booking.Booking, await GrainFactory.Grain<IBookingGrain>(booking.Booking.ToString()).ShowCanceled(claim));
        }
        catch (Exception failure)
        {
            LogNotReached(log, failure, booking.Booking, Id);
            return null;
        }
    }

    private async Task CloseAsync()
    {
        if (_state.Value is not { ShowClosed: false } state) return;
        var closed = await Show().Cancel(new CancelShow(state.Reason, state.By));
        if (closed.Outcome != CloseShowOutcome.Closed) throw new InvalidOperationException($"Show {Id} cannot be closed: {closed.Outcome}.");
        await _state.SaveAsync(CancellationSteps.Closed(state, closed.Claims));
    }

    /// <summary>To its theater a show that is closed is one that can be removed.</summary>
    private async Task FreeScreenAsync()
    {
        if (_state.Value is not { ScreenFree: false } state || await Show().Get() is not { } show) return;
        await GrainFactory.Grain<ITheaterGrain>(show.Theater.ToString()).RemoveShow(Id);
        await _state.SaveAsync(state with { ScreenFree = true });
    }

    private void StopTimer()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private ShowCancellationView? View() => _state.Value is { } state ? CancellationSteps.View(Id, state) : null;

    private IShowGrain Show() => GrainFactory.Grain<IShowGrain>(Id.ToString());

    [LoggerMessage(Level = LogLevel.Error, Message = "The cancellation of {Show} is held up; it will be tried again")]
    private static partial void LogStopped(ILogger log, Exception failure, ShowId show);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Booking} of the canceled {Show} could not be reached; it will be tried again")]
    private static partial void LogNotReached(ILogger log, Exception failure, BookingId booking, ShowId show);
}
