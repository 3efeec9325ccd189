using Orleans.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Passes on the bytes of a <see cref="Snapshot"/>, the only state that <see cref="AdoNetStateStorage"/> hands to AdoNet.</summary>
internal sealed class SnapshotSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input) => BinaryData.FromBytes(((Snapshot)(object)input!).Payload);

    public T? Deserialize<T>(BinaryData input) => (T)(object)new Snapshot(input.ToArray());
}
