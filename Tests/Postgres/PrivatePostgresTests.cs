using Marquee.Silo.Postgres.Private;
using Npgsql;
using Xunit;
using static Marquee.Tests.Postgres.DataFolderFixture;

namespace Marquee.Tests.Postgres;

public sealed class PrivatePostgresTests : IDisposable
{
    private readonly DataFolderFixture _data = new();

    [Fact]
    public async Task What_was_written_is_there_after_a_stop_and_a_start()
    {
        await using (var first = await _data.StartAsync())
            await ExecuteAsync(first.MigratorConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");

        await using var second = await _data.StartAsync();
        Assert.Equal(42, await AskAsync(second.MigratorConnectionString, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task Committed_rows_survive_an_immediate_stop_on_the_same_port()
    {
        await using var server = await _data.StartAsync();
        await ExecuteAsync(server.MigratorConnectionString, "CREATE TABLE kept AS SELECT 42 AS answer");

        await server.StopImmediatelyAsync();
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => AskAsync(server.MigratorConnectionString, "SELECT 1"));
        await server.RestartAsync();

        Assert.Equal(42, await AskAsync(server.MigratorConnectionString, "SELECT answer FROM kept"));
    }

    [Fact]
    public async Task A_second_run_on_the_same_folder_is_refused_and_the_first_goes_on()
    {
        await using var first = await _data.StartAsync();

        var refusal = await Assert.ThrowsAsync<PostgresUnavailableException>(_data.StartAsync);

        Assert.Contains("in use by another run", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1, await AskAsync(first.AppConnectionString, "SELECT 1"));
    }

    [Theory]
    [InlineData("fsync", "on")]
    [InlineData("full_page_writes", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("data_checksums", "on")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("listen_addresses", "127.0.0.1")]
    [InlineData("unix_socket_directories", "")]
    public async Task The_server_is_durable_and_local(string setting, string value)
    {
        var server = await PostgresServer.GetAsync();
        Assert.Equal(value, await AskAsync(server.SuperuserConnectionString, $"SELECT current_setting('{setting}')"));
    }

    [Fact]
    public async Task Accented_capitals_have_small_letters()
    {
        var server = await PostgresServer.GetAsync();
        Assert.Equal("élan", await AskAsync(server.SuperuserConnectionString, "SELECT lower('ÉLAN')"));
    }

    [Fact]
    public async Task The_application_defines_nothing_and_the_migrator_may()
    {
        var server = await PostgresServer.GetAsync();
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(server.AppConnectionString, "CREATE TABLE mine (id int)"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        await ExecuteAsync(server.MigratorConnectionString, "CREATE TABLE ours (id int); DROP TABLE ours; CREATE EXTENSION IF NOT EXISTS earthdistance CASCADE; CREATE EXTENSION IF NOT EXISTS pg_trgm");
    }

    [Fact]
    public async Task Nobody_enters_without_a_password()
    {
        var server = await PostgresServer.GetAsync();
        var open = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Password = "postgres" };
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(open.ConnectionString, "SELECT 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    public void Dispose() => _data.Dispose();
}
