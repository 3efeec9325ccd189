using Marquee.ReadModels;
using Marquee.Silo.Postgres;
using Npgsql;

namespace Marquee.Silo.ReadModels;

/// <summary>Where the work stands: <c>read_model_rebuild</c>.</summary>
internal static class RebuildTable
{
    private const string Running = "running";
    private const string Over = "done";
    private const string Columns = "id, status, step, position, done, failed, total, started_at, updated_at";

    // There is one that runs at most: another start changes nothing.
    private const string Insert =
        """
        INSERT INTO read_model_rebuild (id, status, step, started_at, updated_at)
        VALUES ($1, 'running', $2, $3, $3)
        ON CONFLICT DO NOTHING
        """;

    private const string Last = $"SELECT {Columns} FROM read_model_rebuild ORDER BY status = 'running' DESC, started_at DESC LIMIT 1";

    // Who has the row does the next part; nobody waits for it.
    private const string Lock = $"SELECT {Columns} FROM read_model_rebuild WHERE status = 'running' FOR UPDATE SKIP LOCKED";

    private const string Save =
        """
        UPDATE read_model_rebuild
        SET status = $2, step = $3, position = $4, done = $5, failed = $6, total = $7, updated_at = $8
        WHERE id = $1
        """;

    public static async Task BeginAsync(NpgsqlDataSource database, JobId id, string firstStep, DateTimeOffset now)
    {
        await using var command = database.CreateCommand(Insert);
        command.Parameters.WithText(id.ToString()).With(firstStep).WithTime(now);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<RebuildPlace?> LastAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(Last);
        return await ReadAsync(command, CancellationToken.None);
    }

    /// <summary>The work that is to be done, as this transaction's alone. Null where there is none, or another has it.</summary>
    public static async Task<RebuildPlace?> TakeAsync(NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Lock, transaction.Connection, transaction);
        return await ReadAsync(command, cancellation);
    }

    public static async Task SaveAsync(NpgsqlTransaction transaction, RebuildPlace place, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Save, transaction.Connection, transaction);
        command.Parameters.WithText(place.View.Id.ToString()).With(place.View.Running ? Running : Over).With(place.View.Step).With(place.Position)
            .With(place.View.Done).With(place.View.Failed).WithNullable(place.View.Total, NpgsqlTypes.NpgsqlDbType.Bigint).WithTime(place.View.UpdatedAt);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<RebuildPlace?> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var row = await command.ExecuteReaderAsync(cancellation);
        if (!await row.ReadAsync(cancellation)) return null;
        var view = new RebuildView(
            Ids.Parse<JobId>(row.GetString(0)), row.GetString(1) == Running, row.GetString(2), row.GetInt64(4), row.GetInt64(5),
            row.IsDBNull(6) ? null : row.GetInt64(6), row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8));
        return new RebuildPlace(view, row.GetString(3));
    }
}

/// <param name="Position">Last key of the step that is done.</param>
internal sealed record RebuildPlace(RebuildView View, string Position);
