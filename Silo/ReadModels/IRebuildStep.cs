using Npgsql;
using Orleans.Serialization;

namespace Marquee.Silo.ReadModels;

/// <summary>One kind of grain, and the rows that tell of it.</summary>
internal interface IRebuildStep
{
    /// <summary>Stays the same: it is kept as the place where the work stands.</summary>
    string Name { get; }

    /// <summary>Of the state: grain type, a slash, name of the state.</summary>
    string StateType { get; }

    /// <summary>Selects keys of grains that have rows, whether there are such grains or not: each after $1, in order, at most $2.</summary>
    IReadOnlyList<string> KeysOfRows { get; }

    /// <summary>Takes the rows of these grains away, whatever is in them.</summary>
    Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation);

    /// <summary>Writes the rows as the events of these states have written them, unless a later event has.</summary>
    void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states);

    /// <summary>After the last grain.</summary>
    Task FinishAsync(NpgsqlTransaction transaction, CancellationToken cancellation) => Task.CompletedTask;
}

/// <param name="SavedAt">When it was last written.</param>
internal sealed record StoredState(string Key, byte[] Payload, DateTimeOffset SavedAt)
{
    public T Read<T>(Serializer serializer) where T : class =>
        serializer.Deserialize<T>(Payload) ?? throw new InvalidOperationException($"The state of {Key} is nothing.");
}
