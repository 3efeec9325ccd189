namespace Marquee.Silo.Postgres.Storage;

/// <summary>Where grains keep their state; section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>What serves hot state. Changing it does not move rows that are there.</summary>
    public StorageProvider Provider { get; set; } = StorageProvider.Batched;

    /// <summary>Used by <see cref="StorageProvider.Batched"/> alone.</summary>
    public HotStorageOptions Hot { get; set; } = new();
}

public enum StorageProvider
{
    /// <summary>Ours: all the writes that arrive while one is in flight share the next statement.</summary>
    Batched,

    /// <summary>Orleans' AdoNet storage, one statement a write: only stock parts, several times slower.</summary>
    AdoNet,
}
