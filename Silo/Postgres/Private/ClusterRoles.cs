using Npgsql;

namespace Marquee.Silo.Postgres.Private;

/// <summary>The roles of the product and its database. What the roles may do inside the database is the schema's business.</summary>
internal sealed class ClusterRoles(int port, ClusterSecrets secrets)
{
    public const string Superuser = "postgres";
    public const string Migrator = "marquee_migrator";
    public const string App = "marquee_app";
    public const string Database = "marquee";

    private const string MissingRole = "SELECT format('CREATE ROLE %I LOGIN PASSWORD %L', $1, $2) WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)";
    private const string MissingDatabase = "SELECT format('CREATE DATABASE %I OWNER %I', $1, $2) WHERE NOT EXISTS (SELECT 1 FROM pg_database WHERE datname = $1)";
    private const string NobodyElse = "SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', $1)";
    private const string MayConnect = "SELECT format('GRANT CONNECT ON DATABASE %I TO %I', $1, $2)";
    private const string MissingExtension = """
        SELECT format('CREATE EXTENSION %I CASCADE', name)
        FROM pg_available_extensions
        WHERE name = $1 AND installed_version IS NULL
        """;

    public string SuperuserConnectionString => ConnectionString(Superuser, secrets.Superuser, Database);
    public string MigratorConnectionString => ConnectionString(Migrator, secrets.Migrator, Database);
    public string AppConnectionString => ConnectionString(App, secrets.App, Database);

    /// <summary>Makes what is missing; a repeat changes nothing.</summary>
    public async Task EnsureAsync(CancellationToken cancellation)
    {
        await using (var server = await OpenAsync(Superuser, cancellation))
        {
            await EnsureAsync(server, MissingRole, cancellation, Migrator, secrets.Migrator);
            await EnsureAsync(server, MissingRole, cancellation, App, secrets.App);
            await EnsureAsync(server, MissingDatabase, cancellation, Database, Migrator);
            await EnsureAsync(server, NobodyElse, cancellation, Database);
            await EnsureAsync(server, MayConnect, cancellation, Database, App);
        }

        // Only a superuser may create this one; the others are trusted, so the migrator creates them itself.
        await using var database = await OpenAsync(Database, cancellation);
        await EnsureAsync(database, MissingExtension, cancellation, "earthdistance");
    }

    private async Task<NpgsqlConnection> OpenAsync(string database, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(ConnectionString(Superuser, secrets.Superuser, database)) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Definitions take no parameters, so the server quotes the words into the statement first.</summary>
    private static async Task EnsureAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation, params string[] words)
    {
        await using var write = new NpgsqlCommand(sql, connection);
        foreach (var word in words) write.Parameters.Add(new NpgsqlParameter<string> { TypedValue = word });
        if (await write.ExecuteScalarAsync(cancellation) is not string statement) return;
        await using var definition = connection.CreateCommand();
#pragma warning disable CA2100 // Quoted by format().
        definition.CommandText = statement;
#pragma warning restore CA2100
        await definition.ExecuteNonQueryAsync(cancellation);
    }

    private string ConnectionString(string user, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Database = database,
        Username = user,
        Password = password,
    }.ConnectionString;
}
