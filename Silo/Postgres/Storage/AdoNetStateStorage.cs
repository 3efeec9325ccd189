using Marquee.Silo.Postgres.Outbox;
using Marquee.Storage;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>
/// State in Orleans' AdoNet storage, with what that lacks: the state is serialized before the first await, so that a grain may go on
/// changing; the grain type is part of the row's name; events go along in a <see cref="StateFrame"/>.
/// </summary>
internal sealed class AdoNetStateStorage(
    IGrainStorage adoNet,
    Serializer serializer,
    IActivatorProvider activators,
    OutboxSignal outbox) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Row(grainState, new Snapshot());
        await adoNet.ReadStateAsync(RowType.Of(stateName, grainId), grainId, row);
        grainState.State = row.RecordExists ? serializer.Deserialize<T>(row.State!.Payload) : New<T>();
        Update(grainState, row);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        IReadOnlyList<OutboxEvent> events = grainState.State is IRaisesEvents raising ? raising.Raised : [];
        var payload = StateFrame.Pack(serializer.SerializeToArray(grainState.State), events);
        var row = Row(grainState, new Snapshot(payload));
        await adoNet.WriteStateAsync(RowType.Of(stateName, grainId), grainId, row);
        Update(grainState, row);
        foreach (var raised in events) outbox.Notify(raised.Topic);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Row(grainState, new Snapshot());
        await adoNet.ClearStateAsync(RowType.Of(stateName, grainId), grainId, row);
        grainState.State = New<T>();
        Update(grainState, row);
    }

    private static GrainState<Snapshot> Row<T>(IGrainState<T> grainState, Snapshot snapshot) =>
        new(snapshot, grainState.ETag) { RecordExists = grainState.RecordExists };

    private static void Update<T>(IGrainState<T> grainState, GrainState<Snapshot> row)
    {
        grainState.ETag = row.ETag;
        grainState.RecordExists = row.RecordExists;
    }

    private T New<T>() => activators.GetActivator<T>().Create();
}

/// <summary>A state that is serialized already.</summary>
internal sealed record Snapshot(byte[] Payload)
{
    public Snapshot() : this([]) { }
}
