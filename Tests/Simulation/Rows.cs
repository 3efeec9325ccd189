using Marquee.Storage;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace Marquee.Tests.Simulation;

/// <summary>The database: rows with versions, each written whole with its events or not at all.</summary>
internal sealed class Rows(World world)
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    private readonly Dictionary<(string Name, GrainId Grain), Row> _rows = [];

    /// <summary>Off, whoever writes last wins: a guard that a test takes away.</summary>
    public bool ChecksVersions { get; set; } = true;

    /// <summary>On, a write is answered before it is on disk, and lost where its silo dies meanwhile: a guard that a test takes away.</summary>
    public bool AnswersEarly { get; set; }

    public Weather Weather { get; set; } = Weather.Calm;

    /// <summary>Told of every row that landed: its name and grain, what it was and what it is.</summary>
    public Action<string, GrainId, AggregateState?, AggregateState>? Landed { get; set; }

    /// <summary>Every event of a write that landed, in that order.</summary>
    public List<OutboxEvent> Events { get; } = [];

    public IEnumerable<(GrainId Grain, T State)> All<T>() where T : AggregateState =>
        _rows.Where(row => row.Value.State is T).Select(row => (row.Key.Grain, (T)row.Value.State));

    public T? Find<T>(GrainId grain) where T : AggregateState => All<T>().FirstOrDefault(row => row.Grain == grain).State;

    public async Task ReadAsync<T>(Activation reader, string name, IGrainState<T> into)
    {
        await TakeTimeAsync();
        if (world.Happens(Weather.FailedWrites)) throw new TimeoutException("The database gave no answer.");
        var row = _rows.GetValueOrDefault((name, reader.GrainId));
        into.State = row is null ? default! : Serializer.Deserialize<T>(row.Payload);
        into.ETag = row?.Version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        into.RecordExists = row is not null;
    }

    public async Task WriteAsync<T>(Activation writer, string name, IGrainState<T> state)
    {
        var expected = state.ETag is null ? 0 : long.Parse(state.ETag, System.Globalization.CultureInfo.InvariantCulture);
        var next = (AggregateState)(object)state.State!;
        var (payload, raised) = (Serializer.SerializeToArray(state.State), next.Raised);
        var (fails, landsAnyway) = (world.Happens(Weather.FailedWrites), world.Happens(0.5));
        var lands = !fails || landsAnyway;
        var outcome = new TaskCompletionSource<bool>();
        world.In(world.Latency(), () =>
        {
            if (AnswersEarly && writer.Turns.Dead) return;
            var landed = lands && Land<T>(writer.GrainId, name, expected, payload, raised);
            world.In(world.Latency(), () => outcome.TrySetResult(landed));
        });
        if (!AnswersEarly)
        {
            var landed = await outcome.Task;
            if (fails) throw new TimeoutException($"The outcome of a write of {name} is unknown.");
            if (!landed) throw new InconsistentStateException($"{name} of {writer.GrainId} is not at version {expected} any more.");
        }

        state.ETag = (expected + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
        state.RecordExists = true;
    }

    private bool Land<T>(GrainId grain, string name, long expected, byte[] payload, IReadOnlyList<OutboxEvent> raised)
    {
        var before = _rows.GetValueOrDefault((name, grain));
        if (ChecksVersions && (before?.Version ?? 0) != expected)
        {
            world.Tell($"{name} of {grain}: version {expected} expected, {before?.Version ?? 0} found");
            return false;
        }

        var row = new Row((before?.Version ?? 0) + 1, payload, (AggregateState)(object)Serializer.Deserialize<T>(payload)!);
        _rows[(name, grain)] = row;
        Events.AddRange(raised);
        Landed?.Invoke(name, grain, before?.State, row.State);
        return true;
    }

    private Task TakeTimeAsync()
    {
        var done = new TaskCompletionSource();
        world.In(world.Latency(), done.SetResult);
        return done.Task;
    }

    private sealed record Row(long Version, byte[] Payload, AggregateState State);
}

/// <summary>The database as one activation sees it.</summary>
internal sealed class StorageOf(Activation activation, Rows rows) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => rows.ReadAsync(activation, stateName, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => rows.WriteAsync(activation, stateName, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
