namespace Marquee.Silo.Hosting;

/// <summary>A machine's clock that is early or late; how long things take does not change.</summary>
internal sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
