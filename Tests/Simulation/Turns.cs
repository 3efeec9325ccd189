using System.Linq.Expressions;
using System.Reflection;
using Orleans.Runtime;

namespace Marquee.Tests.Simulation;

/// <summary>
/// Where the code of one activation, or of the customers outside, runs: a turn at a time, in the world's order. Once its owner is dead no
/// turn is taken any more, as in a process that was killed.
/// </summary>
internal sealed class Turns(World world, IGrainContext? activation) : SynchronizationContext
{
    private static readonly Func<IGrainContext?, IGrainContext?> Become = BecomeMethod();

    public bool Dead { get; set; }

    public override void Post(SendOrPostCallback d, object? state) => world.Queue(this, d, state);

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs it here and now.</summary>
    public void Take(SendOrPostCallback turn, object? state)
    {
        if (Dead) return;
        var outer = Current;
        SetSynchronizationContext(this);
        var before = Become(activation);
        try
        {
            turn(state);
        }
        finally
        {
            Become(before);
            SetSynchronizationContext(outer);
        }
    }

    public void Take(Action turn) => Take(static action => ((Action)action!)(), turn);

    /// <summary>The runtime's own idea of whose turn it is, which grains are made with and call chains are known by. It is not public.</summary>
    private static Func<IGrainContext?, IGrainContext?> BecomeMethod()
    {
        var set = typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext")!.GetMethod("SetExecutionContext", BindingFlags.Static | BindingFlags.NonPublic)!;
        var next = Expression.Parameter(typeof(IGrainContext));
        var before = Expression.Variable(typeof(IGrainContext));
        return Expression.Lambda<Func<IGrainContext?, IGrainContext?>>(
            Expression.Block([before], Expression.Call(set, next, before), before), next).Compile();
    }
}
