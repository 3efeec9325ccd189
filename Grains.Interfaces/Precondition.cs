namespace Marquee;

/// <summary>How a write meets what is there already.</summary>
/// <param name="ExpectedVersion">The version the caller last saw. Null where any will do.</param>
/// <param name="CreatedBy">Fingerprint of the request that creates it, to tell a repeat from another one. Null where the write may update.</param>
/// <param name="MustExist">True where there is nothing to write unless it exists.</param>
[GenerateSerializer, Immutable, Alias("marquee.precondition")]
public readonly record struct Precondition(
    [property: Id(0)] long? ExpectedVersion,
    [property: Id(1)] Fingerprint? CreatedBy,
    [property: Id(2)] bool MustExist)
{
    /// <summary>Makes it, or meets what an earlier run of the same request made.</summary>
    public static Precondition Create(Fingerprint request) => new(null, request, false);

    /// <summary>Changes what exists.</summary>
    public static Precondition Update(long? expectedVersion) => new(expectedVersion, null, true);

    /// <summary>Makes it or changes it, whichever is needed.</summary>
    public static Precondition Upsert => new(null, null, false);

    /// <summary>
    /// Decides on a write. <paramref name="version"/> is 0 where nothing was ever there; what was removed counts as gone, but its key stays used.
    /// </summary>
    public SaveOutcome Decide(long version, bool removed, Fingerprint? createdBy)
    {
        if (CreatedBy is { } request && version > 0) return createdBy == request ? SaveOutcome.Replayed : SaveOutcome.KeyReused;
        var exists = version > 0 && !removed;
        if (MustExist && !exists) return SaveOutcome.NotFound;
        if (ExpectedVersion is { } expected && expected != version) return SaveOutcome.Stale;
        return exists ? SaveOutcome.Updated : SaveOutcome.Created;
    }
}
