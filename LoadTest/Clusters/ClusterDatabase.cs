using System.Globalization;
using Marquee.Silo.Postgres.Private;
using Npgsql;

namespace Marquee.LoadTest.Clusters;

/// <summary>The one database of a cluster: a private server that ends with it, or one that was given.</summary>
internal sealed class ClusterDatabase : IAsyncDisposable
{
    private readonly PrivatePostgres? _server;

    private ClusterDatabase(PrivatePostgres? server, string app, string migrator) => (_server, App, Migrator) = (server, app, migrator);

    public string App { get; }

    public string Migrator { get; }

    /// <summary>The private server, for those who stop it, freeze it or look into it as its superuser.</summary>
    public PrivatePostgres? Server => _server;

    /// <summary>Reads everything in it, the sandbox's journal included.</summary>
    public string Inspector => _server is null
        ? Migrator
        : new NpgsqlConnectionStringBuilder(_server.SuperuserConnectionString) { Database = new NpgsqlConnectionStringBuilder(App).Database }.ConnectionString;

    /// <summary>Process of the private server, or null.</summary>
    public int? ServerId { get; private init; }

    /// <param name="throwAway">The folder goes with the server.</param>
    public static async Task<ClusterDatabase> StartAsync(GivenDatabase? given, string folder, bool throwAway, Action<string> progress, CancellationToken cancellation)
    {
        if (given is not null) return new ClusterDatabase(null, given.App, given.Migrator);
        var server = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataDirectory = folder, Ephemeral = throwAway, Progress = progress }, cancellation);
        var pid = File.ReadLines(Path.Combine(folder, "postgres", "postmaster.pid")).First();
        return new ClusterDatabase(server, server.AppConnectionString, server.MigratorConnectionString) { ServerId = int.Parse(pid, CultureInfo.InvariantCulture) };
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
