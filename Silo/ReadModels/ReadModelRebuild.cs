using Marquee.ReadModels;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.ReadModels;

/// <summary>
/// Writes rows anew from the state of the grains, some at a time. In one transaction their rows are taken away, the states are read, the rows
/// are written, and it is noted how far it is. In this order: the event of a state is never in the rows before the state is on disk, so what is
/// read once the rows are locked is as new as they were or newer, whatever was in them. An event that comes meanwhile waits for the
/// transaction and then meets the version that was written; it is neither lost nor counted twice.
/// </summary>
internal sealed partial class ReadModelRebuild(
    NpgsqlDataSource database, IEnumerable<IRebuildStep> steps, IOptions<ReadModelOptions> options, TimeProvider clock, ILogger<ReadModelRebuild> log)
{
    // Shorter than the server needs to find a deadlock: it is this work that gives way and not the relay, which has locked rows in another order.
    private const string Yield = "SET LOCAL lock_timeout = '500ms'";

    private readonly StateKeys[] _steps = [.. steps.Select(step => new StateKeys(step))];

    public string FirstStep => _steps[0].Step.Name;

    /// <summary>Does the next part, and answers how it stands. Null where nothing is to be done, or another silo is at it.</summary>
    public async Task<RebuildView?> WorkAsync(CancellationToken cancellation)
    {
        string[] keys = [];
        try
        {
            return await WorkAsync(options.Value.BatchSize, read => keys = read, cancellation);
        }
        catch (Exception failure) when (keys.Length > 0 && !Outage.Is(failure))
        {
            return await OneByOneAsync(keys, cancellation);
        }
    }

    private async Task<RebuildView?> WorkAsync(int most, Action<string[]> seen, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await RebuildTable.TakeAsync(transaction, cancellation) is not { } place) return null;
        await Rows.RunAsync(transaction, Yield, cancellation);

        var (step, next) = (Find(place.View.Step), place);
        if (place.View.Total is null) next = Moved(place, place.View with { Total = await CountAsync(transaction, cancellation) }, place.Position);
        else if (await step.AfterAsync(transaction, place.Position, most, cancellation) is { Length: > 0 } keys)
        {
            seen(keys);
            await WriteAsync(transaction, step, keys, cancellation);
            next = Moved(place, place.View with { Done = place.View.Done + keys.Length }, keys[^1]);
        }
        else
        {
            await step.Step.FinishAsync(transaction, cancellation);
            var following = Array.IndexOf(_steps, step) + 1;
            next = Moved(place, following < _steps.Length ? place.View with { Step = _steps[following].Step.Name } : place.View with { Running = false }, "");
        }

        await RebuildTable.SaveAsync(transaction, next, cancellation);
        await transaction.CommitAsync(cancellation);
        return next.View;
    }

    /// <summary>Finds out which of them cannot be written, and goes past it.</summary>
    private async Task<RebuildView?> OneByOneAsync(string[] keys, CancellationToken cancellation)
    {
        RebuildView? view = null;
        foreach (var key in keys)
        {
            try
            {
                view = await WorkAsync(1, _ => { }, cancellation);
            }
            catch (Exception failure) when (!Outage.Is(failure))
            {
                LogSkipped(log, failure, key);
                view = await SkipAsync(key, cancellation);
            }

            if (view is null) return null;
        }

        return view;
    }

    private async Task<RebuildView?> SkipAsync(string key, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await RebuildTable.TakeAsync(transaction, cancellation) is not { } place) return null;
        var next = Moved(place, place.View with { Done = place.View.Done + 1, Failed = place.View.Failed + 1 }, key);
        await RebuildTable.SaveAsync(transaction, next, cancellation);
        await transaction.CommitAsync(cancellation);
        return next.View;
    }

    private static async Task WriteAsync(NpgsqlTransaction transaction, StateKeys step, string[] keys, CancellationToken cancellation)
    {
        await step.Step.RemoveAsync(transaction, keys, cancellation);
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        step.Step.Write(batch, await step.ReadAsync(transaction, keys, cancellation));
        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<long> CountAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        long total = 0;
        foreach (var step in _steps) total += await step.CountAsync(transaction, cancellation);
        return total;
    }

    private RebuildPlace Moved(RebuildPlace place, RebuildView view, string position) => place with { View = view with { UpdatedAt = clock.GetUtcNow() }, Position = position };

    /// <summary>A step that this release does not know is one of another: it begins again.</summary>
    private StateKeys Find(string name) => _steps.FirstOrDefault(step => step.Step.Name == name) ?? _steps[0];

    [LoggerMessage(Level = LogLevel.Error, Message = "The rows of {Key} could not be written from its state; they stay as they are")]
    private static partial void LogSkipped(ILogger log, Exception failure, string key);
}
