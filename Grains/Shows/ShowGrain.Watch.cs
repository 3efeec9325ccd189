using Marquee.Bookings;
using Marquee.Shows.Domain;
using Marquee.Storage;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Shows;

/// <summary>
/// The watchdog: every claim names its booking, and a booking that has not told how it ended is woken until it does. The timer is for
/// punctuality; one reminder for the whole show makes sure of it after a crash or an idle deactivation.
/// </summary>
internal sealed partial class ShowGrain
{
    private const string Reminder = "open-claims";
    private const int WokenAtOnce = 16;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private Task? _reminder;

    /// <summary>True while an acknowledgement waits for the next write; losing it costs one needless wake-up.</summary>
    private bool _unwritten;

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await LoadAsync();
        if (_map is { } map && map.Open.Count > 0)
        {
            _reminder ??= Task.CompletedTask;
            Watch();
            WakeBookings();
            return;
        }

        await StopRemindingAsync();
    }

    private async Task StopRemindingAsync()
    {
        _reminder = null;
        await this.EndReminderAsync(Reminder, async () =>
        {
            if (_map is not null) await _commit.Commit();
            return _reminder is null;
        });
        if (_reminder is null) return;
        // A hold came meanwhile and its reminder may be the one that was just removed.
        _reminder = null;
        await RemindAsync();
    }

    private void Watch()
    {
        _timer ??= this.RegisterGrainTimer(OnTickAsync, new GrainTimerCreationOptions(Tick, Tick) { Interleave = true });
        if (_reminder is { IsFaulted: false }) return;
        // Not awaited here: this activation has its timer. Who answers with a promise waits for it.
        _ = RemindAsync().ContinueWith(static done => _ = done.Exception, TaskScheduler.Default);
    }

    private Task RemindAsync() => _reminder is { IsFaulted: false } ? _reminder : _reminder = this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);

    private async Task OnTickAsync(CancellationToken cancellation)
    {
        if (_map is not { } map) return;
        // A reminder that could not be set is nobody's business but ours.
        if (_reminder is { IsFaulted: true }) Watch();
        if (map.Sweep(_clock.GetUtcNow()).Count > 0 || _unwritten) await _commit.Commit();
        WakeBookings();
        if (_unwritten || map.Open.Count > 0) return;
        _timer?.Dispose();
        _timer = null;
    }

    public Task StartOver()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    /// <summary>
    /// No turn waits for it: whoever is woken calls back, and a show that ends takes no more calls but waits for its turns. Both would stand
    /// still until the deadline of their calls.
    /// </summary>
    private void WakeBookings() => WakeDueAsync().Ignore();

    private async Task WakeDueAsync()
    {
        var now = _clock.GetUtcNow();
        var due = _watch.Due(_map!.Open, now);
        foreach (var claim in due) _watch.Asked(claim, now);
        foreach (var group in due.Chunk(WokenAtOnce)) await Task.WhenAll(group.Select(claim => WakeAsync(claim, now)));
    }

    private async Task WakeAsync(Claim claim, DateTimeOffset now)
    {
        try
        {
            var overdue = claim.Phase != ClaimPhase.Paying || now >= claim.PayUntil;
            PaymentId? payment = claim.Payment == default ? null : claim.Payment;
            var ended = await GrainFactory.Grain<IBookingGrain>(claim.Booking.ToString()).Resume(new OpenClaim(Id, payment, overdue, Unsold: claim.Phase != ClaimPhase.Sold));
            // The booking may have told us itself meanwhile, or begun to pay anew.
            if (!ended || _ended || _map?.Find(claim.Booking) is not { } still || still.Phase != claim.Phase || still.Payment != claim.Payment) return;
            if (still.Phase != ClaimPhase.Paying)
            {
                await Acknowledge(claim.Booking, bought: true);
                return;
            }

            _map.Remove(claim.Booking);
            await _commit.Commit();
        }
        catch (Exception failure)
        {
            LogNotWoken(_log, failure, claim.Booking);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Booking} could not be woken; it will be tried again")]
    private static partial void LogNotWoken(ILogger log, Exception failure, BookingId booking);
}
