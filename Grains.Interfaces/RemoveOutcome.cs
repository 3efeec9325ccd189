namespace Marquee;

/// <summary>What became of a request to take something away.</summary>
public enum RemoveOutcome
{
    Removed = 0,
    NotFound = 1,

    /// <summary>Something still needs it: a show to come, or a customer's seat.</summary>
    InUse = 2,
}
