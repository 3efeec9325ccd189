using System.Threading.Channels;
using Marquee.Silo.Postgres.Outbox;
using Npgsql;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>
/// The queue of writes and the loops that empty it. A loop takes all that has arrived while its last batch was in flight; it never waits
/// for more to come, that halves the throughput.
/// </summary>
internal sealed class BatchWriter(
    NpgsqlDataSource database,
    HotStorageOptions options,
    OutboxSignal outbox,
    HotStorageMetrics metrics,
    TimeProvider time,
    ILogger<BatchWriter> log)
{
    private readonly Channel<RowWrite> _queue = Channel.CreateBounded<RowWrite>(new BoundedChannelOptions(options.QueueRows));
    private Task _loops = Task.CompletedTask;

    public void Start() => _loops = Task.WhenAll(Enumerable.Range(0, options.Writers).Select(_ => Task.Run(RunAsync)));

    /// <summary>Takes no more, and returns once everything taken is answered.</summary>
    public Task StopAsync(CancellationToken cancellation)
    {
        _queue.Writer.TryComplete();
        return _loops.WaitAsync(cancellation);
    }

    /// <summary>Answers whether it landed; see <see cref="RowWrite.Landed"/>.</summary>
    /// <exception cref="ChannelClosedException">The silo is stopping.</exception>
    public Task<bool> WriteAsync(RowWrite row) => _queue.Writer.TryWrite(row) ? row.Landed : WaitForRoomAsync(row);

    private async Task<bool> WaitForRoomAsync(RowWrite row)
    {
        await _queue.Writer.WriteAsync(row);
        return await row.Landed;
    }

    private async Task RunAsync()
    {
        await using var statement = new BatchStatement(database, options.CommandTimeout);
        var batch = new Batch(options.BatchRows);
        while (batch.HasLater || await _queue.Reader.WaitToReadAsync())
        {
            var rows = batch.Next(_queue.Reader).ToArray();
            if (rows.Length > 0) await WriteAsync(statement, rows);
        }
    }

    private async Task WriteAsync(BatchStatement statement, ArraySegment<RowWrite> rows)
    {
        var started = time.GetTimestamp();
        try
        {
            var landed = await statement.ExecuteAsync(rows);
            metrics.Landed(rows.Count, landed.Count(row => !row), time.GetElapsedTime(started));
            Answer(rows, landed);
        }
        catch (PostgresException refusal) when (rows.Count > 1 && Refusal.IsDefinite(refusal))
        {
            // Nothing of it landed, so it may be sent again: in halves, until what is wrong stands alone.
            metrics.Refused(rows.Count, time.GetElapsedTime(started));
            log.BatchRefused(rows.Count, refusal.SqlState, refusal.MessageText);
            var half = rows.Count / 2;
            await WriteAsync(statement, rows[..half]);
            await WriteAsync(statement, rows[half..]);
        }
        catch (Exception failure)
        {
            metrics.Unknown(rows.Count, time.GetElapsedTime(started));
            log.BatchFailed(rows.Count, failure);
            foreach (var row in rows) row.Fail(failure);
        }
    }

    private void Answer(ArraySegment<RowWrite> rows, bool[] landed)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Complete(landed[i]);
            if (!landed[i]) continue;
            foreach (var raised in rows[i].Events) outbox.Notify(raised.Topic);
        }
    }
}
