namespace Marquee.Silo.Inbox;

/// <summary>Those who must hear of every event once, whichever of them it is.</summary>
/// <param name="Name">Stays the same for good: rows in the inbox and positions in a log are kept under it.</param>
internal sealed record EventGroup(string Name, IEventHandler Handler)
{
    /// <summary>The read models. They are written where events arrive, many at a time; their inbox has only what failed there.</summary>
    public const string Views = "views";

    public bool IsViews => Name == Views;
}
