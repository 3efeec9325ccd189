using Npgsql;
using Marquee.Silo.Postgres;

namespace Marquee.Silo.Outbox;

/// <summary>Where events go that could not be taken in.</summary>
internal static class DeadLetters
{
    private const int LongestError = 2_000;

    /// <summary>Keeps the event, in the transaction that the connection is in.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, OutboxRow row, Exception failure, int attempts, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            INSERT INTO dead_letter (id, topic, type, aggregate, occurred_at, payload, error, attempts)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (id) DO UPDATE SET error = excluded.error, failed_at = excluded.failed_at, attempts = excluded.attempts
            """, connection);
        command.Parameters.With(row.Id).WithText(row.Topic).WithText(row.Type).WithText(row.Aggregate).WithTime(row.OccurredAt).WithJson(row.Payload)
            .WithText(Describe(failure)).With(attempts);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Describe(Exception failure)
    {
        var text = $"{failure.GetType().Name}: {failure.Message}";
        return text.Length <= LongestError ? text : text[..LongestError];
    }
}
