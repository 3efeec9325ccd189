using Marquee.Storage;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>
/// Hot storage: a row of <c>grain_state</c> a state, Orleans' binary form, written in batches together with the events that the state
/// raised. The version of the row is the one guard against two activations of a grain; whoever comes second gets
/// <see cref="InconsistentStateException"/>, and neither the state nor its events land.
/// </summary>
internal sealed class BatchedGrainStorage(
    BatchWriter writer,
    StateRows rows,
    Serializer serializer,
    IActivatorProvider activators) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    // Below the grains: they are stopped, and have written, before this stops.
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(
        nameof(BatchedGrainStorage),
        ServiceLifecycleStage.RuntimeStorageServices,
        _ => Start(),
        writer.StopAsync);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await rows.ReadAsync(RowType.Of(stateName, grainId), Key(grainId), CancellationToken.None);
        grainState.State = row is null ? New<T>() : Whole<T>(row);
        grainState.ETag = row is null ? null : Etag.Of(row.Version);
        grainState.RecordExists = row is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var expected = Etag.Version(grainState.ETag);
        var row = new RowWrite(
            RowType.Of(stateName, grainId),
            Key(grainId),
            expected,
            serializer.SerializeToArray(WithoutArchive(grainState.State)),
            grainState.State is IRaisesEvents raising ? raising.Raised : [],
            grainState.State is IKeepsArchive { ArchiveIsNew: true } keeping ? keeping.Archive ?? [] : null);

        if (!await writer.WriteAsync(row)) throw Conflict(row.Type, row.Key, grainState.ETag);
        grainState.ETag = Etag.Of(expected + 1);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (type, key) = (RowType.Of(stateName, grainId), Key(grainId));
        if (grainState.ETag is null) await ReadStateAsync(stateName, grainId, grainState);
        if (grainState.ETag is not null && !await rows.DeleteAsync(type, key, Etag.Version(grainState.ETag), CancellationToken.None))
            throw Conflict(type, key, grainState.ETag);

        grainState.State = New<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static T WithoutArchive<T>(T state) => state is IKeepsArchive { Archive: not null } keeping ? (T)keeping.With(null) : state;

    private T Whole<T>(StateRow row)
    {
        var state = serializer.Deserialize<T>(row.Payload)!;
        return state is IKeepsArchive keeping ? (T)keeping.With(row.Archive) : state;
    }

    private static string Key(GrainId grain) => grain.Key.ToString()!;

    private static InconsistentStateException Conflict(string type, string key, string? expected) =>
        new($"The state {type} of {key} is not at version {expected ?? "none"} any more.", storedEtag: null, currentEtag: expected);

    private T New<T>() => activators.GetActivator<T>().Create();

    private Task Start()
    {
        writer.Start();
        return Task.CompletedTask;
    }
}
