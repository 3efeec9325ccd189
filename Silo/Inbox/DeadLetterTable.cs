using Marquee.DeadLetters;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.Inbox;

/// <summary>Where events end that a group could not handle.</summary>
internal static class DeadLetterTable
{
    private const int LongestError = 2_000;

    // The row in the inbox stays as one that is done: a repeat of the event is none of its own.
    private const string Bury =
        """
        INSERT INTO dead_letter (consumer, id, topic, type, aggregate, occurred_at, payload, error, failed_at, attempts)
        SELECT consumer, id, topic, type, aggregate, occurred_at, payload, $3, $4, $5
        FROM inbox
        WHERE consumer = $1 AND id = $2
        ON CONFLICT (consumer, id) DO UPDATE SET error = excluded.error, failed_at = excluded.failed_at, attempts = excluded.attempts
        """;

    private const string Page =
        """
        SELECT consumer, id, topic, type, aggregate, occurred_at, failed_at, attempts, error, payload::text
        FROM dead_letter
        WHERE $1::timestamptz IS NULL OR (failed_at, consumer, id) < ($1, $2, $3)
        ORDER BY failed_at DESC, consumer DESC, id DESC
        LIMIT $4
        """;

    // It takes its old place again where that is still known, before whatever of its aggregate waits.
    private const string Revive =
        """
        WITH back AS (DELETE FROM dead_letter WHERE consumer = $1 AND id = $2 RETURNING *)
        INSERT INTO inbox (consumer, id, topic, type, aggregate, occurred_at, payload, due_at)
        SELECT consumer, id, topic, type, aggregate, occurred_at, payload, $3
        FROM back
        ON CONFLICT (consumer, id) DO UPDATE SET payload = excluded.payload, attempts = 0, due_at = excluded.due_at, done_at = NULL
        """;

    private const string Drop = "DELETE FROM dead_letter WHERE consumer = $1 AND id = $2";

    /// <summary>Keeps an event that is in the group's inbox, with what went wrong.</summary>
    public static async Task AddAsync(
        NpgsqlTransaction transaction, string group, InboxRow row, Exception failure, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Bury, transaction.Connection, transaction);
        command.Parameters.With(group).With(row.Event.Id).WithText(Describe(failure)).WithTime(now).With(row.Failures + 1);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Some of them, the newest first.</summary>
    public static async Task<List<DeadLetter>> ListAsync(NpgsqlDataSource database, DateTimeOffset? before, DeadLetterId? than, int most)
    {
        await using var command = database.CreateCommand(Page);
        command.Parameters.WithNullable(before, NpgsqlTypes.NpgsqlDbType.TimestampTz).WithText(than?.Group)
            .WithNullable(than?.Event, NpgsqlTypes.NpgsqlDbType.Uuid).With(most);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<DeadLetter>();
        while (await reader.ReadAsync())
        {
            found.Add(new DeadLetter(
                new DeadLetterId(reader.GetString(0), reader.GetGuid(1)).ToString(), reader.GetGuid(1), reader.GetString(0), reader.GetString(2),
                reader.GetString(3), reader.GetString(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetInt32(7), reader.GetString(8), reader.GetString(9)));
        }

        return found;
    }

    /// <summary>Puts it back into its group's inbox. False where there is none.</summary>
    public static async Task<bool> ReplayAsync(NpgsqlDataSource database, DeadLetterId letter, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(Revive);
        command.Parameters.With(letter.Group).With(letter.Event).WithTime(now);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    /// <summary>Forgets it. False where there is none.</summary>
    public static async Task<bool> DiscardAsync(NpgsqlDataSource database, DeadLetterId letter)
    {
        await using var command = database.CreateCommand(Drop);
        command.Parameters.With(letter.Group).With(letter.Event);
        return await command.ExecuteNonQueryAsync() > 0;
    }

    private static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}";
        return text.Length <= LongestError ? text : text[..LongestError];
    }
}
