using Orleans.Runtime;
using Orleans.Timers;

namespace Marquee.Tests.Simulation;

/// <summary>Timers of activations; they end with them.</summary>
internal sealed class Timers(Cluster cluster) : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new Timer(cluster.World, (Activation)grainContext, options.Interleave, () => callback(state, CancellationToken.None));
        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();

    private sealed class Timer(World world, Activation owner, bool interleaves, Func<Task> callback) : IGrainTimer
    {
        private int _setting;
        private TimeSpan _period;

        public void Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Set(dueTime);
        }

        public void Dispose() => _setting++;

        private void Set(TimeSpan due)
        {
            var setting = ++_setting;
            if (due >= TimeSpan.Zero) world.In(due, () => Fire(setting));
        }

        private void Fire(int setting)
        {
            if (setting != _setting || owner.Leaving) return;
            owner.Accept(new Message(owner.GrainId, "timer", null, _ => RunAsync(setting), (_, _) => { }) { AlwaysInterleaves = interleaves });
        }

        private async Task<object?> RunAsync(int setting)
        {
            try
            {
                await callback();
            }
            finally
            {
                // As in the runtime, the next tick is counted from the end of this one, whatever became of it.
                if (setting == _setting) Set(_period);
            }

            return null;
        }
    }
}
