using Npgsql;

namespace Marquee.Tests.Inbox;

/// <summary>A dead letter that would be handled if it were replayed.</summary>
internal static class Letter
{
    public static async Task<string> WriteAsync(NpgsqlDataSource database)
    {
        var id = Guid.NewGuid();
        await using var command = database.CreateCommand(
            """
            INSERT INTO dead_letter (consumer, id, topic, type, aggregate, occurred_at, payload, error, attempts)
            VALUES ('views', $1, 'catalog', 'movie-removed', $2, now(), json_build_object('id', $2::text, 'version', 1), 'TimeoutException: It took too long.', 10)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Outbox.Raised.New<MovieId>().ToString() });
        await command.ExecuteNonQueryAsync();
        return $"views.{id:N}";
    }
}
