namespace Marquee.Tests.Simulation;

/// <summary>
/// Everything that happens in a simulated installation, one thing after the other on one thread: messages, writes, timers and what grains
/// do in between. Who comes first is drawn from a seed, so a seed is a course of events and can be repeated.
/// </summary>
/// <param name="clocksDiffer">True where the clocks of the silos may, by the seed.</param>
internal sealed class World(int seed, bool clocksDiffer = false)
{
    private readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _events = new();
    private readonly Queue<(Turns Owner, SendOrPostCallback Turn, object? State)> _turns = new();
    private readonly List<string> _course = [];
    // Drawn aside, so that a seed is the same course of events but for the clocks.
    private readonly TimeSpan _skew = clocksDiffer && new Random(seed + 1_000_000) is var chance && chance.NextDouble() < 0.4 ? TimeSpan.FromMinutes(5 * chance.NextDouble()) : TimeSpan.Zero;
    private long _order;

    public int Seed => seed;

    public Random Chance { get; } = new(seed);

    public WorldClock Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>The clocks of the two silos: in four seeds of ten they are up to ten minutes apart, ten times as long as a hold lasts.</summary>
    public TimeProvider ClockOf(int silo) => _skew == TimeSpan.Zero ? Clock : new SkewedClock(Clock, silo == 0 ? -_skew : _skew);

    /// <summary>What happened, for whoever has to understand a seed that fails.</summary>
    public IReadOnlyList<string> Course => _course;

    /// <summary>How many things have happened.</summary>
    public int Steps { get; private set; }

    /// <summary>Told after each of them.</summary>
    public Action? Stepped { get; set; }

    public void Tell(string what) => _course.Add($"{(Now - WorldClock.Beginning).TotalSeconds,9:0.000} {what}");

    public bool Happens(double probability) => probability > 0 && Chance.NextDouble() < probability;

    public void In(TimeSpan delay, Action happening) => _events.Enqueue(happening, (Now + delay, _order++));

    public void Queue(Turns owner, SendOrPostCallback turn, object? state) => _turns.Enqueue((owner, turn, state));

    /// <summary>Mostly what a network in one house takes, now and then far more: so messages overtake each other.</summary>
    public TimeSpan Latency() => Chance.NextDouble() switch
    {
        < 0.90 => TimeSpan.FromMicroseconds(Chance.Next(50, 3_000)),
        < 0.98 => TimeSpan.FromMilliseconds(Chance.Next(3, 300)),
        _ => TimeSpan.FromMilliseconds(Chance.Next(300, 12_000)),
    };

    /// <summary>Lets happen what is to happen until then.</summary>
    public void RunUntil(DateTimeOffset end)
    {
        TakeTurns();
        while (_events.TryPeek(out _, out var next) && next.At <= end)
        {
            var happening = _events.Dequeue();
            Clock.MoveTo(next.At);
            happening();
            TakeTurns();
            Steps++;
            Stepped?.Invoke();
        }

        Clock.MoveTo(end);
    }

    private void TakeTurns()
    {
        while (_turns.TryDequeue(out var turn)) turn.Owner.Take(turn.Turn, turn.State);
    }
}

/// <summary>Stands still but for what happens.</summary>
internal sealed class WorldClock : TimeProvider
{
    public static readonly DateTimeOffset Beginning = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private DateTimeOffset _now = Beginning;

    public override DateTimeOffset GetUtcNow() => _now;

    public void MoveTo(DateTimeOffset then) => _now = then;
}

/// <summary>A clock that goes as fast as another and is wrong.</summary>
internal sealed class SkewedClock(WorldClock right, TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + by;
}
