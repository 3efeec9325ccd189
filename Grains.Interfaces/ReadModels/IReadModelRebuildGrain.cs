namespace Marquee.ReadModels;

/// <summary>
/// Writes every read model anew from the state of the grains that own the facts, while they are used: movies, theaters, shows, bookings,
/// sales and refunds. Keyed by <see cref="Key"/>, one for the whole cluster. How far it is, is in the database.
/// </summary>
[Alias("marquee.read-model-rebuild")]
public interface IReadModelRebuildGrain : IGrainWithStringKey
{
    const string Key = "0";

    /// <summary>Begins, or answers with the one that is under way.</summary>
    [Alias("begin")] Task<RebuildView> Begin();

    /// <summary>The last one. Null where there was none.</summary>
    [Alias("get")] Task<RebuildView?> Get();
}

/// <param name="Step">What is being written: <c>movies</c>, <c>theaters</c>, <c>shows</c>, <c>bookings</c>, <c>refunds</c>.</param>
/// <param name="Done">Grains whose rows were written, failed ones included.</param>
/// <param name="Failed">Grains whose state could not be read, or not be written as rows. Their rows are as they were.</param>
/// <param name="Total">How many there were when it began; null until that is known.</param>
[GenerateSerializer, Immutable, Alias("marquee.rebuild-view")]
public sealed record RebuildView(
    [property: Id(0)] JobId Id,
    [property: Id(1)] bool Running,
    [property: Id(2)] string Step,
    [property: Id(3)] long Done,
    [property: Id(4)] long Failed,
    [property: Id(5)] long? Total,
    [property: Id(6)] DateTimeOffset StartedAt,
    [property: Id(7)] DateTimeOffset UpdatedAt);
