using Marquee.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>A write failed for a reason other than its version. Whoever holds the state has to read it again.</summary>
[GenerateSerializer, Alias("marquee.storage-write-failed")]
public sealed class StorageWriteException : StateUnknownException
{
    public StorageWriteException() { }

    public StorageWriteException(string message) : base(message) { }

    public StorageWriteException(string message, Exception inner) : base(message, inner) { }

    private StorageWriteException(string message, bool mayHaveLanded, Exception inner) : base(message, inner) =>
        MayHaveLanded = mayHaveLanded;

    /// <summary>False where the server said no; true where its answer never came.</summary>
    [Id(0)]
    public bool MayHaveLanded { get; private set; }

    internal static StorageWriteException Of(string type, string key, Exception failure) => Refusal.IsDefinite(failure)
        ? new($"The state {type} of {key} was refused by the database: {failure.Message}", mayHaveLanded: false, failure)
        : new($"Whether the state {type} of {key} was saved is unknown: {failure.Message}", mayHaveLanded: true, failure);
}
