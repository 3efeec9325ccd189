namespace Marquee;

/// <summary>What became of a document of the catalogue that somebody wrote.</summary>
public enum SaveOutcome
{
    Created = 0,
    Updated = 1,

    /// <summary>This very command made it before; the result shows it as it was then.</summary>
    Replayed = 2,

    /// <summary>Another command made it under the same key.</summary>
    KeyReused = 3,

    /// <summary>The caller expected another version than the one there is.</summary>
    Stale = 4,
    NotFound = 5,

    /// <summary>The content breaks a rule that the result names.</summary>
    Invalid = 6,

    /// <summary>It is there just as it would be written, and the command asked for no more.</summary>
    Unchanged = 7,
}
