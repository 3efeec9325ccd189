namespace Marquee.Silo.Hosting;

/// <summary>A clock that is early or late. Everything of the silo goes by it, Orleans' membership included; how long things take does not change.</summary>
internal sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
}
