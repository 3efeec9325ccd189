namespace Marquee.Silo.Inbox;

/// <summary>Every group there is.</summary>
internal sealed class EventGroups
{
    public EventGroups(IEnumerable<EventGroup> all)
    {
        All = [.. all];
        if (All.CountBy(group => group.Name).FirstOrDefault(name => name.Value > 1) is { Key: { } twice })
            throw new InvalidOperationException($"Two groups of event handlers are called {twice}.");
    }

    public IReadOnlyList<EventGroup> All { get; }
}
