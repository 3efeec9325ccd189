using Npgsql;

namespace Marquee.Silo.Postgres.Private;

/// <summary>
/// A PostgreSQL server of our own, in <c>postgres</c> below the data folder: on 127.0.0.1 alone, durable, with random passwords. It
/// stops when this is disposed, and also when this process is killed. One data folder belongs to one run at a time.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly PrivatePostgresOptions _options;
    private readonly DataFolder _data;
    private readonly OwnedServer _server;
    private readonly ClusterRoles _roles;

    private PrivatePostgres(PrivatePostgresOptions options, DataFolder data, OwnedServer server, ClusterRoles roles)
    {
        _options = options;
        _data = data;
        _server = server;
        _roles = roles;
    }

    /// <summary>May do everything; for tests and repairs.</summary>
    public string SuperuserConnectionString => _roles.SuperuserConnectionString;

    /// <summary>Owns the database and may define what is in it.</summary>
    public string MigratorConnectionString => _roles.MigratorConnectionString;

    /// <summary>May do what the schema grants, and define nothing.</summary>
    public string AppConnectionString => _roles.AppConnectionString;

    internal OwnedServer Server => _server;

    /// <summary>Starts the server, making the cluster, the roles and the database where they are missing. A server that a killed run left is stopped first.</summary>
    /// <exception cref="PostgresUnavailableException">It cannot run here; says why in one sentence.</exception>
    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken cancellationToken)
    {
        var data = DataFolder.Open(options.DataDirectory);
        try
        {
            return await StartAsync(options, data, cancellationToken);
        }
        catch (Exception failure)
        {
            data.Dispose();
            if (failure is IOException or UnauthorizedAccessException) throw DataFolder.Unusable(data.Root, failure);
            if (failure is NpgsqlException) throw new PostgresUnavailableException($"The database in {data.Root} does not answer ({failure.Message}).", failure);
            throw;
        }
    }

    /// <summary>Stops the server, ending its connections; everything committed is kept.</summary>
    public Task StopAsync(CancellationToken cancellationToken = default) => _server.StopAsync(immediately: false, cancellationToken);

    /// <summary>Stops the server as a crash would; the next start recovers from the log.</summary>
    public Task StopImmediatelyAsync(CancellationToken cancellationToken = default) => _server.StopAsync(immediately: true, cancellationToken);

    /// <summary>Starts the server again on the same port, stopping it first where it runs.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        await StopAsync(cancellationToken);
        await _server.StartAsync(_server.Port, cancellationToken);
    }

    /// <summary>Stops the server and gives the data folder free.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await StopAsync();
        }
        finally
        {
            _data.Dispose();
        }

        if (_options.Ephemeral && Directory.Exists(_data.Root)) Directory.Delete(_data.Root, recursive: true);
    }

    private static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, DataFolder data, CancellationToken cancellation)
    {
        var major = await Cluster.MajorAsync(data.Cluster, cancellation);
        var binaries = await BinarySearch.FindAsync(options, data, major, cancellation);
        var secrets = await ClusterSecrets.LoadAsync(data, cancellation);
        if (major is null)
        {
            options.Progress($"Making a database in {data.Cluster}...");
            await NewCluster.MakeAsync(data, binaries, secrets, cancellation);
        }

        var cluster = new Cluster(data.Cluster, binaries, await ServerAccount.OfAsync(data.Cluster, binaries, cancellation));
        if (await cluster.FindServerAsync(cancellation) is not null)
        {
            options.Progress("Stopping the database of a run that was killed...");
            await cluster.StopAsync(immediately: false, cancellation);
        }

        var server = new OwnedServer(cluster, options, data);
        try
        {
            await server.StartAsync(options.Port, cancellation);
            var roles = new ClusterRoles(server.Port, secrets);
            await roles.EnsureAsync(cancellation);
            return new PrivatePostgres(options, data, server, roles);
        }
        catch
        {
            await server.StopAsync(immediately: false, CancellationToken.None);
            throw;
        }
    }
}
