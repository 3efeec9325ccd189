using Marquee.Silo.Postgres.Private;
using Npgsql;

namespace Marquee.Tests.Postgres;

/// <summary>A data folder for one test, which starts and stops its own servers on it.</summary>
public sealed class DataFolderFixture : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("marquee-private-").FullName;

    public string Cluster => Path.Combine(Root, "postgres");

    public Task<PrivatePostgres> StartAsync() =>
        PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataDirectory = Root }, CancellationToken.None);

    public static async Task ExecuteAsync(string connectionString, string sql) => await AskAsync(connectionString, sql);

    public static async Task<object?> AskAsync(string connectionString, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
