using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// Lets a query see what was written before it was asked: it waits until the events of that are in the read models. Not for long: where they
/// are behind, an answer that is a little old is better than none.
/// </summary>
/// <param name="throughLog">True where events take a log on their way, and so are not there yet when they leave the outbox.</param>
internal sealed class ReadBarrier(NpgsqlDataSource database, TimeProvider clock, bool throughLog = false)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private const string Written =
        """
        SELECT coalesce(array_agg(partition), '{}'), coalesce(array_agg(position), '{}')
        FROM event_position
        WHERE consumer = 'relay' AND topic = $1
        """;

    private const string Unread =
        """
        SELECT EXISTS (
          SELECT
          FROM unnest($2, $3) AS written (partition, position)
          LEFT JOIN event_position read ON read.consumer = 'views' AND read.topic = $1 AND read.partition = written.partition
          WHERE coalesce(read.position, 0) < written.position)
        """;

    /// <summary>True where every event of the topic that was there is in the read models now, or set aside because it could not be taken in.</summary>
    public async Task<bool> WaitAsync(string topic, CancellationToken cancellation = default)
    {
        var began = clock.GetTimestamp();
        if (await LastAsync(topic, cancellation) is { } last && !await GoneAsync(() => AnyAsync(topic, last, cancellation), began, cancellation)) return false;
        if (!throughLog) return true;
        var (partitions, positions) = await WrittenAsync(topic, cancellation);
        return partitions.Length == 0 || await GoneAsync(() => UnreadAsync(topic, partitions, positions, cancellation), began, cancellation);
    }

    private async Task<bool> GoneAsync(Func<Task<bool>> there, long began, CancellationToken cancellation)
    {
        while (await there())
        {
            if (clock.GetElapsedTime(began) >= Patience) return false;
            await Task.Delay(Pause, clock, cancellation);
        }

        return true;
    }

    private async Task<long?> LastAsync(string topic, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT max(position) FROM outbox WHERE topic = $1");
        command.Parameters.With(topic);
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    private async Task<bool> AnyAsync(string topic, long last, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("SELECT EXISTS (SELECT FROM outbox WHERE topic = $1 AND position <= $2)");
        command.Parameters.With(topic).With(last);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<(int[] Partitions, long[] Positions)> WrittenAsync(string topic, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Written);
        command.Parameters.With(topic);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetFieldValue<int[]>(0), reader.GetFieldValue<long[]>(1));
    }

    private async Task<bool> UnreadAsync(string topic, int[] partitions, long[] positions, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Unread);
        command.Parameters.With(topic).With(partitions).With(positions);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
