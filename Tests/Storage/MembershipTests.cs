using System.Net;
using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>Our queries under Orleans' own membership table.</summary>
[Collection("postgres")]
public sealed class MembershipTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateTime Now = new(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    private string _connectionString = null!;
    private IHost _host = null!;
    private IMembershipTable _table = null!;

    public async Task InitializeAsync()
    {
        _connectionString = (await postgres.CreateDatabaseAsync()).ConnectionString;
        await using var database = NpgsqlDataSource.Create(_connectionString);
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        _host = ClusterHost.Build(_connectionString);
        _table = _host.Services.GetRequiredService<IMembershipTable>();
        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true);
    }

    public Task DisposeAsync()
    {
        _host.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_first_silo_makes_the_version_and_the_next_finds_it()
    {
        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true);

        Assert.Equal("0", (await _table.ReadAllAsync()).Version.VersionEtag);
        Assert.Empty((await _table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task A_member_is_read_back_as_it_was_inserted()
    {
        var silo = Member(1);
        Assert.True(await _table.InsertRowAsync(silo, Version(0)));

        var (read, version) = await ReadAsync(silo);
        Assert.Equal(silo.ToFullString(), read.ToFullString());
        Assert.Equal((silo.StartTime, silo.IAmAliveTime, "silo-1"), (read.StartTime, read.IAmAliveTime, read.SiloName));
        Assert.Equal(1, version);
    }

    [Fact]
    public async Task Of_two_changes_from_the_same_version_only_one_happens()
    {
        var silos = Enumerable.Range(1, 8).Select(Member).ToArray();

        var inserted = await Task.WhenAll(silos.Select(silo => _table.InsertRowAsync(silo, Version(0))));

        Assert.Single(inserted, true);
        Assert.Single((await _table.ReadAllAsync()).Members);
        Assert.Equal(1, (await _table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task A_member_cannot_be_inserted_twice_and_the_version_stays()
    {
        await _table.InsertRowAsync(Member(1), Version(0));

        Assert.False(await _table.InsertRowAsync(Member(1), Version(1)));
        Assert.Equal(1, (await _table.ReadAllAsync()).Version.Version);
    }

    [Fact]
    public async Task A_change_of_a_member_needs_the_version_that_was_read()
    {
        var silo = Member(1);
        await _table.InsertRowAsync(silo, Version(0));
        silo.Status = SiloStatus.Stopping;
        silo.AddSuspector(Member(2).SiloAddress, Now);
        Assert.True(await _table.UpdateRowAsync(silo, "1", Version(1)));
        var (read, version) = await ReadAsync(silo);
        Assert.Equal((SiloStatus.Stopping, 2), (read.Status, version));
        Assert.Equal(silo.SuspectTimes, read.SuspectTimes);

        silo.Status = SiloStatus.Dead;
        Assert.False(await _table.UpdateRowAsync(silo, "1", Version(1)));

        (read, version) = await ReadAsync(silo);
        Assert.Equal((SiloStatus.Stopping, 2), (read.Status, version));
    }

    [Fact]
    public async Task A_sign_of_life_changes_no_version()
    {
        var silo = Member(1);
        await _table.InsertRowAsync(silo, Version(0));
        silo.IAmAliveTime = Now.AddMinutes(5);

        await _table.UpdateIAmAliveAsync(silo);

        var (read, version) = await ReadAsync(silo);
        Assert.Equal(Now.AddMinutes(5), read.IAmAliveTime);
        Assert.Equal(1, version);
    }

    [Fact]
    public async Task Only_silos_that_are_dead_for_long_are_cleaned_up()
    {
        var (active, dead, recent) = (Member(1), Member(2, SiloStatus.Dead), Member(3, SiloStatus.Dead));
        recent.IAmAliveTime = Now.AddDays(8);
        foreach (var (silo, version) in new[] { active, dead, recent }.Select((silo, version) => (silo, version)))
            Assert.True(await _table.InsertRowAsync(silo, Version(version)));

        await _table.CleanupDefunctSiloEntriesAsync(Now.AddDays(7));

        Assert.Equal(["silo-1", "silo-3"], (await _table.ReadAllAsync()).Members.Select(member => member.Item1.SiloName).Order());
    }

    [Fact]
    public async Task A_cluster_that_is_deleted_leaves_no_member()
    {
        await _table.InsertRowAsync(Member(1), Version(0));

        await _table.DeleteMembershipTableEntriesAsync("tests");

        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true);
        Assert.Empty((await _table.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Two_silos_that_start_find_each_other_in_the_table()
    {
        using var first = ClusterHost.Build(_connectionString);
        using var second = ClusterHost.Build(_connectionString);
        await first.StartAsync();
        await second.StartAsync();

        var members = (await _table.ReadAllAsync()).Members.Select(member => member.Item1).ToArray();
        var known = await first.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true);

        Assert.Equal([SiloStatus.Active, SiloStatus.Active], members.Select(member => member.Status));
        Assert.Equal(members.Select(member => member.SiloAddress).ToHashSet(), known.Keys.ToHashSet());
        await second.StopAsync();
        await first.StopAsync();
    }

    private async Task<(MembershipEntry Member, int Version)> ReadAsync(MembershipEntry silo)
    {
        var row = await _table.ReadRowAsync(silo.SiloAddress);
        return (Assert.Single(row.Members).Item1, row.Version.Version);
    }

    private static TableVersion Version(int version) => new(version, $"{version}");

    private static MembershipEntry Member(int number) => Member(number, SiloStatus.Active);

    private static MembershipEntry Member(int number, SiloStatus status) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11_000 + number, 1),
        SiloName = $"silo-{number}",
        HostName = "host",
        Status = status,
        ProxyPort = 30_000 + number,
        StartTime = Now,
        IAmAliveTime = Now,
    };
}
