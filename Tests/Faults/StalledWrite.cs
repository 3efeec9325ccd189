using Npgsql;

namespace Marquee.Tests.Faults;

/// <summary>
/// A write of one kind of row that PostgreSQL holds back in the middle of its transaction, so that the process that waits for it can be
/// killed in that very moment, and it be decided afterwards whether the write had landed.
/// </summary>
internal sealed class StalledWrite : IAsyncDisposable
{
    private const string Held = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";

    private const string End = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'";

    private readonly NpgsqlDataSource _database;
    private readonly NpgsqlConnection _lock;

    private StalledWrite(NpgsqlDataSource database, NpgsqlConnection held) => (_database, _lock) = (database, held);

    /// <param name="type">Of the row, as in <c>grain_state</c>.</param>
    /// <param name="number">Which of its writes from now on.</param>
    public static async Task<StalledWrite> PrepareAsync(string connectionString, string type, int number)
    {
        var database = NpgsqlDataSource.Create(connectionString);
        var held = await database.OpenConnectionAsync();
        await RunAsync(held, "SELECT pg_advisory_lock(42)");
        await RunAsync(held,
            $"""
            CREATE SEQUENCE stalled_writes;
            CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
            $$ BEGIN IF nextval('public.stalled_writes') = {number} THEN PERFORM pg_advisory_xact_lock(42); END IF; RETURN NEW; END $$;
            CREATE TRIGGER stall BEFORE INSERT OR UPDATE ON grain_state FOR EACH ROW WHEN (NEW.grain_type = '{type}') EXECUTE FUNCTION stall()
            """);
        return new StalledWrite(database, held);
    }

    public async Task ReachedAsync()
    {
        for (var tries = 0; tries < 1_200; tries++, await Task.Delay(25))
            if (await AskAsync<long>(Held) > 0) return;
        throw new TimeoutException("The write never came.");
    }

    /// <summary>After its process is dead: lets the write land, or ends it with its connection.</summary>
    public async Task ReleaseAsync(bool lands)
    {
        if (!lands) await AskAsync<bool>(End);
        await RunAsync(_lock, "SELECT pg_advisory_unlock(42)");
        for (var tries = 0; tries < 400 && await AskAsync<long>(Held) > 0; tries++) await Task.Delay(25);
        await RunAsync(_lock, "DROP TRIGGER stall ON grain_state; DROP FUNCTION stall; DROP SEQUENCE stalled_writes");
    }

    public async Task<T?> AskAsync<T>(string sql)
    {
#pragma warning disable CA2100 // Constants of the tests.
        await using var command = _database.CreateCommand(sql);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync() is T answer ? answer : default;
    }

    public async ValueTask DisposeAsync()
    {
        await _lock.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // Texts of the tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
