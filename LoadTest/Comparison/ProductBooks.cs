using Npgsql;

namespace Marquee.LoadTest.Comparison;

/// <summary>Reads Marquee's own tables after a run: who was told what must be what is on disk.</summary>
internal static class ProductBooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<string>> CheckAsync(NpgsqlDataSource database, IReadOnlyCollection<string> confirmed)
    {
        var wrong = new List<string>();
        if (!await DrainedAsync(database)) wrong.Add("Events are still in the outbox.");
        if (!await CountIsAsync(database, 0, "SELECT count(*) FROM dead_letter")) wrong.Add("There are dead letters.");
        if (!await CountIsAsync(database, 0, "SELECT count(*) FROM (SELECT currency FROM ledger GROUP BY currency HAVING sum(amount) <> 0) AS unbalanced"))
            wrong.Add("The ledger does not add up to zero.");
        if (!await CountIsAsync(
            database, 0,
            """
            SELECT count(*)
            FROM (
              SELECT show, seat
              FROM booking_view, jsonb_array_elements_text(document -> 'seats') AS seat
              WHERE status = 'confirmed'
              GROUP BY show, seat
              HAVING count(*) > 1) AS twice
            """)) wrong.Add("A seat was sold twice.");
        await using var told = database.CreateCommand("SELECT count(*) FROM booking_view WHERE status = 'confirmed' AND id = ANY ($1)");
        told.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. confirmed] });
        if ((long)(await told.ExecuteScalarAsync())! != confirmed.Count) wrong.Add("A booking that a client was told is confirmed is not.");
        return wrong;
    }

    /// <summary>True once every event has left the outbox.</summary>
    public static Task<bool> DrainedAsync(NpgsqlDataSource database) => CountIsAsync(database, 0, "SELECT count(*) FROM outbox", Patience);

    private static async Task<bool> CountIsAsync(NpgsqlDataSource database, long expected, string sql, TimeSpan patience = default)
    {
        var deadline = TimeProvider.System.GetUtcNow() + patience;
        while (true)
        {
#pragma warning disable CA2100 // Constants of this class.
            await using var count = database.CreateCommand(sql);
#pragma warning restore CA2100
            if ((long)(await count.ExecuteScalarAsync())! == expected) return true;
            if (TimeProvider.System.GetUtcNow() >= deadline) return false;
            await Task.Delay(200);
        }
    }
}
