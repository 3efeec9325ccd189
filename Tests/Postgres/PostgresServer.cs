using Marquee.Silo.Postgres.Private;
using Npgsql;

namespace Marquee.Tests.Postgres;

/// <summary>
/// The one PostgreSQL server of this test process, in a folder of its own that is deleted with it. It is never stopped by hand: its guard
/// does that when the process ends, so any number of collections may share it.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<PrivatePostgres>> Shared = new(StartAsync);

    public static Task<PrivatePostgres> GetAsync() => Shared.Value;

    /// <summary>An empty database that nobody else uses.</summary>
    public static async Task<TestDatabase> CreateDatabaseAsync() => await CreateDatabaseAsync(await GetAsync());

    internal static async Task<TestDatabase> CreateDatabaseAsync(PrivatePostgres server)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server.SuperuserConnectionString);
        await connection.OpenAsync();
        await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // The name is ours, and a definition takes no parameters.
        create.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
        await create.ExecuteNonQueryAsync();
        // Hundreds of databases share the server's connections, so an idle one goes back soon.
        var settings = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString)
        {
            Database = name,
            ConnectionIdleLifetime = 10,
            ConnectionPruningInterval = 5,
        };
        return new TestDatabase(settings.ConnectionString, name);
    }

    private static Task<PrivatePostgres> StartAsync() => PrivatePostgres.StartAsync(
        new PrivatePostgresOptions
        {
            DataDirectory = Directory.CreateTempSubdirectory("marquee-tests-").FullName,
            Ephemeral = true,
            Settings = new Dictionary<string, string> { ["max_connections"] = "500" },
        },
        CancellationToken.None);
}

/// <param name="ConnectionString">Of the superuser.</param>
public sealed record TestDatabase(string ConnectionString, string Name);
