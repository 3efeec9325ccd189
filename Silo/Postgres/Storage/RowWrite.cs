using Marquee.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>One state on its way to disk: an immutable snapshot, and the caller that waits for it.</summary>
/// <param name="version">The version that must be on disk; <see cref="Etag.None"/> for no row.</param>
/// <param name="archive">Null leaves the one on disk as it is.</param>
internal sealed class RowWrite(string type, string key, long version, byte[] payload, IReadOnlyList<OutboxEvent> events, byte[]? archive = null)
{
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Type => type;

    public string Key => key;

    public long Version => version;

    public byte[] Payload => payload;

    public byte[]? Archive => archive;

    public IReadOnlyList<OutboxEvent> Events => events;

    /// <summary>False where another version was on disk. Throws <see cref="StorageWriteException"/>.</summary>
    public Task<bool> Landed => _done.Task;

    public void Complete(bool landed) => _done.TrySetResult(landed);

    public void Fail(Exception failure) => _done.TrySetException(StorageWriteException.Of(type, key, failure));
}
