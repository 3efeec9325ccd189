using System.Diagnostics;
using Marquee.Silo.Postgres.Private;
using Xunit;
using static Marquee.Tests.Postgres.DataFolderFixture;

namespace Marquee.Tests.Postgres;

/// <summary>Servers whose owner did not come to stopping them.</summary>
public sealed class LeftServerTests : IDisposable
{
    private readonly DataFolderFixture _data = new();

    [Fact]
    public async Task A_server_that_a_killed_run_left_is_replaced_and_its_rows_are_kept()
    {
        await using (var first = await _data.StartAsync())
            await ExecuteAsync(first.MigratorConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");
        var left = await StartUnownedAsync();

        await using var second = await _data.StartAsync();

        Assert.NotEqual(left, await Postmaster.FindAsync(_data.Cluster, CancellationToken.None));
        Assert.False(await LivesAsync(left));
        Assert.Equal(42, await AskAsync(second.MigratorConnectionString, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_server_ends_with_the_process_that_owned_it()
    {
        await using var server = await _data.StartAsync();
        var process = (await Postmaster.FindAsync(_data.Cluster, CancellationToken.None))!.Value;

        server.Server.Abandon();

        await UntilAsync(async () => !await LivesAsync(process));
    }

    [Fact]
    public async Task The_folder_of_a_throwaway_server_goes_with_it()
    {
        var root = Path.Combine(_data.Root, "throwaway");
        var options = new PrivatePostgresOptions { DataDirectory = root, Ephemeral = true };
        await using var server = await PrivatePostgres.StartAsync(options, CancellationToken.None);

        server.Server.Abandon();

        await UntilAsync(() => Task.FromResult(!Directory.Exists(root)));
    }

    [Fact]
    public async Task A_program_that_has_the_process_id_of_an_ended_server_is_left_alone()
    {
        await using (await _data.StartAsync()) { }
        using var stranger = Process.Start(new ProcessStartInfo("sleep", ["600"]))!;
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster, "postmaster.pid"), $"{stranger.Id}\n{_data.Cluster}\n0\n1\n\n127.0.0.1\n 1 1\nready\n");

        await using var server = await _data.StartAsync();

        Assert.Equal(1, await AskAsync(server.AppConnectionString, "SELECT 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    private async Task<int> StartUnownedAsync()
    {
        var options = new PrivatePostgresOptions { DataDirectory = _data.Root };
        using var folder = DataFolder.Open(_data.Root);
        var binaries = await BinarySearch.FindAsync(options, folder, null, CancellationToken.None);
        var cluster = new Marquee.Silo.Postgres.Private.Cluster(_data.Cluster, binaries, await ServerAccount.OfAsync(_data.Cluster, binaries, CancellationToken.None));
        Assert.True((await cluster.StartAsync(OwnedServer.FreePort(), options.Settings, CancellationToken.None)).Succeeded);
        return (await cluster.FindServerAsync(CancellationToken.None))!.Value;
    }

    private Task<bool> LivesAsync(int process) => Postmaster.IsServerAsync(process, _data.Cluster, CancellationToken.None);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds()) await Task.Delay(TimeSpan.FromMilliseconds(20), patience.Token);
    }

    public void Dispose() => _data.Dispose();
}
