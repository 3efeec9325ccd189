namespace Marquee.Silo.Hosting;

/// <summary>Deadlines nest: the provider's eight seconds end before a grain call does, and that before an HTTP request.</summary>
public static class Deadlines
{
    public static TimeSpan GrainCall { get; } = TimeSpan.FromSeconds(20);
}
