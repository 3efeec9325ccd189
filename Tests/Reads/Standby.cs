using Marquee.Silo.Postgres.Private;
using Npgsql;
using Server = Marquee.Silo.Postgres.Private.Cluster;

namespace Marquee.Tests.Reads;

/// <summary>A primary and a hot standby made of it by <c>pg_basebackup</c>, both the tests' own.</summary>
internal sealed class Standby : IAsyncDisposable
{
    private readonly Server _cluster;
    private readonly string _root;

    private Standby(PrivatePostgres primary, Server cluster, string root, int port) => (Primary, _cluster, _root, Port) = (primary, cluster, root, port);

    public PrivatePostgres Primary { get; }

    public int Port { get; }

    public static async Task<Standby> StartAsync()
    {
        var binaries = await BinariesAsync();
        var root = Directory.CreateTempSubdirectory("marquee-standby-").FullName;
        // Both accounts get there, ours and the server's.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        var primary = await PrivatePostgres.StartAsync(
            new PrivatePostgresOptions { DataDirectory = Path.Combine(root, "primary"), Ephemeral = true, BinaryFolders = [binaries.Folder], Settings = Small }, CancellationToken.None);
        try
        {
            var folder = Path.Combine(root, "standby");
            Directory.CreateDirectory(folder);
            var account = await ServerAccount.OfAsync(folder, binaries, CancellationToken.None);
            var settings = new NpgsqlConnectionStringBuilder(primary.SuperuserConnectionString);
            var source = $"host=127.0.0.1 port={settings.Port} user={settings.Username} password={settings.Password}";
            if (!OperatingSystem.IsWindows()) await RunAsync(account.Wrap("chmod", "0700", folder));
            await RunAsync(account.Wrap(Path.Combine(binaries.Folder, "pg_basebackup"), "-D", folder, "-R", "-X", "stream", "-c", "fast", "-d", source));
            var standby = new Standby(primary, new Server(folder, binaries, account), root, OwnedServer.FreePort());
            await standby.StartServerAsync();
            return standby;
        }
        catch
        {
            await primary.DisposeAsync();
            throw;
        }
    }

    public async Task StartServerAsync()
    {
        for (var left = 20; ; left--)
        {
            var start = await _cluster.StartAsync(Port, Small, CancellationToken.None);
            if (start.Succeeded) return;
            if (left == 0) throw new InvalidOperationException($"The standby does not start: {start.Reason}");
            await Task.Delay(500);
        }
    }

    public Task StopServerAsync() => _cluster.StopAsync(immediately: true, CancellationToken.None);

    /// <summary>The connection string with the standby first and the primary beside it.</summary>
    public string Both(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Timeout = 5, HostRecheckSeconds = 1 };
        settings.Host = $"127.0.0.1:{Port},127.0.0.1:{settings.Port}";
        return settings.ConnectionString;
    }

    public NpgsqlDataSource Alone(string connectionString) =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Port = Port });

    public async ValueTask DisposeAsync()
    {
        await StopServerAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private static Dictionary<string, string> Small => new() { ["shared_buffers"] = "32MB", ["max_connections"] = "100", ["wal_receiver_status_interval"] = "1" };

    /// <summary>The server's programs with those for a standby, which not every package has.</summary>
    private static async Task<PostgresBinaries> BinariesAsync()
    {
        if (await FindAsync() is { } found) return found;
        await AptBinaries.InstallAsync(_ => { }, CancellationToken.None);
        return await FindAsync() ?? throw new InvalidOperationException("There is no pg_basebackup on this machine: apt-get install postgresql.");
    }

    private static async Task<PostgresBinaries?> FindAsync()
    {
        foreach (var folder in BinarySearch.UsualFolders())
            if (File.Exists(Path.Combine(folder, "pg_basebackup")) && await PostgresBinaries.TryReadAsync(folder, CancellationToken.None) is { } found) return found;
        return null;
    }

    private static async Task RunAsync(string[] line)
    {
        var result = await Command.RunAsync(line, CancellationToken.None);
        if (!result.Succeeded) throw new InvalidOperationException($"{line[^1]}: {result.Output}");
    }
}
