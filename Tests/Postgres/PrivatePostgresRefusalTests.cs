using Marquee.Silo.Postgres.Private;
using Xunit;

namespace Marquee.Tests.Postgres;

/// <summary>Whatever is wrong with the place, the person who started the product reads one sentence.</summary>
public sealed class PrivatePostgresRefusalTests : IDisposable
{
    private readonly DataFolderFixture _data = new();

    [Fact]
    public async Task A_folder_that_cannot_be_made()
    {
        var file = Path.Combine(_data.Root, "file");
        await File.WriteAllTextAsync(file, "");
        await RefusedAsync(Path.Combine(file, "data"), "cannot be used");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written()
    {
        // Root writes everywhere but here.
        var folder = Environment.IsPrivilegedProcess ? "/proc/self" : _data.Root;
        if (!Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await RefusedAsync(folder, "cannot be used");
        if (!Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()) File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_folder_with_something_else_in_it()
    {
        Directory.CreateDirectory(_data.Cluster);
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster, "letter.txt"), "dear all");
        await RefusedAsync(_data.Root, "cannot be used");
        Assert.True(File.Exists(Path.Combine(_data.Cluster, "letter.txt")));
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL() => await RefusedAsync(_data.Root, "apt-get install postgresql", binaries: []);

    [Fact]
    public async Task Data_of_a_version_that_is_not_here()
    {
        Directory.CreateDirectory(_data.Cluster);
        await File.WriteAllTextAsync(Path.Combine(_data.Cluster, "PG_VERSION"), "99\n");
        await RefusedAsync(_data.Root, "PostgreSQL 99", binaries: ["/usr/bin"]);
    }

    [Fact]
    public async Task Passwords_that_are_gone()
    {
        await (await _data.StartAsync()).DisposeAsync();
        File.Delete(Path.Combine(_data.Root, "postgres.secrets"));
        await RefusedAsync(_data.Root, "postgres.secrets");
    }

    private static async Task RefusedAsync(string folder, string because, string[]? binaries = null)
    {
        var options = new PrivatePostgresOptions { DataDirectory = folder, BinaryFolders = binaries };
        var refusal = await Assert.ThrowsAsync<PostgresUnavailableException>(() => PrivatePostgres.StartAsync(options, CancellationToken.None));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Dispose();
}
