using Orleans.Runtime;
using Orleans.Services;
using Orleans.Timers;

namespace Marquee.Tests.Simulation;

/// <summary>Reminders: on disk, so nothing that dies takes them along. A tick can be missed.</summary>
internal sealed class Reminders(Cluster cluster) : IReminderRegistry
{
    private readonly Dictionary<(GrainId Grain, string Name), Reminder> _table = [];

    /// <summary>Off, nobody is ever woken: a guard that a test takes away.</summary>
    public bool Work { get; set; } = true;

    public int Count => _table.Count;

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        await TakeTimeAsync();
        var reminder = _table[(callingGrainId, reminderName)] = new Reminder(reminderName, period);
        cluster.World.In(dueTime, () => Tick(callingGrainId, reminder));
        await TakeTimeAsync();
        return reminder;
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        await TakeTimeAsync();
        if (!_table.TryGetValue((callingGrainId, reminder.ReminderName), out var known) || !ReferenceEquals(known, reminder)) throw new ReminderException("Somebody has changed the reminder.");
        _table.Remove((callingGrainId, reminder.ReminderName));
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        await TakeTimeAsync();
        return _table.GetValueOrDefault((callingGrainId, reminderName));
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) => throw new NotSupportedException();

    private Task TakeTimeAsync()
    {
        var done = new TaskCompletionSource();
        var fails = cluster.World.Happens(cluster.Weather.FailedWrites);
        cluster.World.In(cluster.World.Latency(), () =>
        {
            if (fails) done.SetException(new TimeoutException("The reminder table gave no answer."));
            else done.SetResult();
        });
        return done.Task;
    }

    private void Tick(GrainId grain, Reminder reminder)
    {
        if (_table.GetValueOrDefault((grain, reminder.ReminderName)) is not { } known || !ReferenceEquals(known, reminder)) return;
        var now = cluster.World.Now.UtcDateTime;
        if (Work && !cluster.World.Happens(cluster.Weather.LostMessages))
        {
            var tick = new TickStatus(now, reminder.Period, now);
            _ = cluster.Ask(grain, $"reminder {reminder.ReminderName}", null, false, async woken =>
            {
                await ((IRemindable)woken).ReceiveReminder(reminder.ReminderName, tick);
                return null;
            }).ContinueWith(static done => _ = done.Exception, TaskScheduler.Default);
        }

        cluster.World.In(reminder.Period, () => Tick(grain, reminder));
    }

    private sealed record Reminder(string ReminderName, TimeSpan Period) : IGrainReminder
    {
        public bool Equals(Reminder? other) => ReferenceEquals(this, other);

        public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
    }
}
