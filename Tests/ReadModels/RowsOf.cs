using Marquee.Tests.Api;

namespace Marquee.Tests.ReadModels;

/// <summary>All that is in the read models, and the events that it came from.</summary>
internal static class RowsOf
{
    // When a lost refund changed nobody knows to the second, and a revision counts writes.
    private static readonly (string Table, string Row)[] Tables =
    [
        ("movie_view", "to_jsonb(t) - 'revision'"), ("theater_view", "to_jsonb(t)"), ("show_view", "to_jsonb(t)"), ("movie_standing", "to_jsonb(t)"),
        ("booking_view", "to_jsonb(t)"), ("booking_sale", "to_jsonb(t)"),
        ("refund_view", "to_jsonb(t) #- '{document,changedAt}' #- '{document,tries}'"),
    ];

    public static async Task<string> AllAsync(Product product)
    {
        var all = new List<string>();
        foreach (var (table, row) in Tables)
            all.Add($"{table}\n{await product.ScalarAsync($"SELECT coalesce(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\"), '') FROM (SELECT ({row})::text AS line FROM {table} t) AS lines")}");
        return string.Join('\n', all);
    }

    /// <summary>From now on every event is kept.</summary>
    public static Task KeepEventsAsync(Product product) => product.SqlAsync(
        """
        CREATE TABLE told (LIKE outbox);
        CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO told SELECT NEW.*; RETURN NEW; END $$;
        CREATE TRIGGER keep AFTER INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION keep()
        """);

    /// <summary>Empties the read models and lets the relay make them of the events that were kept.</summary>
    public static async Task FromEventsAsync(Product product)
    {
        await product.SqlAsync(
            $"""
            ALTER TABLE outbox DISABLE TRIGGER keep;
            TRUNCATE {string.Join(", ", Tables.Select(table => table.Table))};
            INSERT INTO outbox (id, topic, type, aggregate, occurred_at, payload)
            SELECT id, topic, type, aggregate, occurred_at, payload FROM told ORDER BY position;
            ALTER TABLE outbox ENABLE TRIGGER keep
            """);
        await QuietAsync(product);
    }

    /// <summary>Waits until every event is taken in.</summary>
    public static async Task QuietAsync(Product product)
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(60); (long)(await product.ScalarAsync("SELECT count(*) FROM outbox"))! > 0; await Task.Delay(20))
            if (DateTime.UtcNow > deadline) throw new TimeoutException("Events are still on their way.");
    }
}
