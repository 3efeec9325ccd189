using Marquee.Silo.Postgres.Private;
using Npgsql;

namespace Marquee.Silo.Hosting;

/// <summary>The database of a single process: one that is given, or a private one that lives and ends with the process.</summary>
internal sealed class SingleDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? _server;

    private SingleDatabase(PrivatePostgres? server, string app, string migrator)
    {
        _server = server;
        App = app;
        Migrator = migrator;
    }

    public string App { get; }

    public string Migrator { get; }

    /// <summary>True where nobody else can be in it.</summary>
    public bool IsPrivate => _server is not null;

    /// <exception cref="StartException">No database can be had; says why in one sentence.</exception>
    public static async Task<SingleDatabase> OpenAsync(IConfiguration configuration, string data, CancellationToken cancellation)
    {
        if (configuration.GetConnectionString(SiloHosting.Database) is { Length: > 0 } given)
        {
            var database = new SingleDatabase(null, given, configuration.GetConnectionString(SiloHosting.Migrator) is { Length: > 0 } migrator ? migrator : given);
            await TryAsync(database.Migrator, cancellation);
            return database;
        }

        var server = await PrivatePostgres.StartAsync(new PrivatePostgresOptions { DataDirectory = data, Progress = Console.WriteLine }, cancellation);
        return new SingleDatabase(server, server.AppConnectionString, server.MigratorConnectionString);
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task TryAsync(string connectionString, CancellationToken cancellation)
    {
        try
        {
            await using var database = NpgsqlDataSource.Create(connectionString);
            await using var connection = await database.OpenConnectionAsync(cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or ArgumentException or System.Net.Sockets.SocketException)
        {
            throw new StartException($"The PostgreSQL named in ConnectionStrings__{SiloHosting.Database} cannot be used: {failure.Message.TrimEnd('.')}.", failure);
        }
    }
}
