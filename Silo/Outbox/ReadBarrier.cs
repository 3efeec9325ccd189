using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Outbox;

/// <summary>
/// Lets a query see what was written before it was asked: it waits until the events of that have left the outbox. Not for long: where the
/// relay is behind, an answer that is a little old is better than none.
/// </summary>
internal sealed class ReadBarrier(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>True where every event of the topic that was there is in the read models now, or with the dead letters.</summary>
    public async Task<bool> WaitAsync(string topic, CancellationToken cancellation = default)
    {
        if (await LastAsync(topic, cancellation) is not { } last) return true;
        var began = clock.GetTimestamp();
        while (await AnyAsync(topic, last, cancellation))
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
}
