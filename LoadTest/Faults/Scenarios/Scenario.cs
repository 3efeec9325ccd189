namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>A fault that is done to a cluster under load.</summary>
/// <param name="What">In a few words, for the table and the list.</param>
/// <param name="Strike">Does it, and says from when on which shows are watched. It may end before the fault does.</param>
internal sealed record Scenario(string Name, string What, Func<Site, Task> Strike)
{
    /// <summary>Ends what the strike has not, once the shows have answered again or were waited for too long. Silos that ended are started in any case.</summary>
    public Func<Site, Task> Heal { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the cluster stands on. Scenarios on the same plain ground share a cluster.</summary>
    public Func<Ground>? OwnGround { get; init; }

    /// <summary>True where it is not part of the whole: it is for many repeats, or repeats another.</summary>
    public bool OnlyByName { get; init; }

    /// <summary>How long everything may take to come to its end afterwards.</summary>
    public TimeSpan EndsWithin { get; init; } = TimeSpan.FromSeconds(150);

    /// <summary>Why it cannot be done on this machine, or null.</summary>
    public Func<string?> Unavailable { get; init; } = () => null;
}
