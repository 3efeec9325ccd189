using Marquee.Silo.Postgres.Schema;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>Our queries under Orleans' own reminder table.</summary>
[Collection("postgres")]
public sealed class RemindersTests(PostgresFixture postgres) : IAsyncLifetime
{
    private IHost _host = null!;
    private IReminderTable _table = null!;

    public async Task InitializeAsync()
    {
        var connectionString = (await postgres.CreateDatabaseAsync()).ConnectionString;
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new SchemaMigrator().MigrateAsync(database, CancellationToken.None);
        _host = ClusterHost.Build(connectionString);
        _table = _host.Services.GetRequiredService<IReminderTable>();
        await _table.StartAsync(CancellationToken.None);
    }

    public Task DisposeAsync()
    {
        _host.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_reminder_is_read_back_as_it_was_set()
    {
        var set = Reminder("expire");
        var etag = await _table.UpsertRow(set);

        var read = (await _table.ReadRow(set.GrainId, "expire"))!;

        Assert.Equal((set.GrainId, "expire", set.StartAt, set.Period, etag), (read.GrainId, read.ReminderName, read.StartAt, read.Period, read.ETag));
        Assert.Null(await _table.ReadRow(set.GrainId, "other"));
    }

    [Fact]
    public async Task A_period_may_be_longer_than_an_integer_of_milliseconds()
    {
        var set = Reminder("yearly");
        set.Period = TimeSpan.FromDays(365);

        await _table.UpsertRow(set);

        Assert.Equal(set.Period, (await _table.ReadRow(set.GrainId, "yearly"))!.Period);
    }

    [Fact]
    public async Task Setting_it_again_replaces_it_under_a_new_version()
    {
        var set = Reminder("expire");
        var first = await _table.UpsertRow(set);
        set.Period = TimeSpan.FromMinutes(9);

        Assert.NotEqual(first, await _table.UpsertRow(set));
        Assert.Equal(TimeSpan.FromMinutes(9), Assert.Single((await _table.ReadRows(set.GrainId)).Reminders).Period);
    }

    [Fact]
    public async Task Only_the_current_version_can_be_removed()
    {
        var set = Reminder("expire");
        var stale = await _table.UpsertRow(set);
        var current = await _table.UpsertRow(set);

        Assert.False(await _table.RemoveRow(set.GrainId, "expire", stale!));
        Assert.True(await _table.RemoveRow(set.GrainId, "expire", current!));
        Assert.Empty((await _table.ReadRows(set.GrainId)).Reminders);
    }

    [Fact]
    public async Task Every_reminder_is_in_one_of_two_ranges_that_make_the_ring()
    {
        var all = Enumerable.Range(0, 40).Select(_ => Reminder("expire")).ToArray();
        foreach (var reminder in all) await _table.UpsertRow(reminder);

        var one = (await _table.ReadRows(0x2000_0000, 0xA000_0000)).Reminders;
        var other = (await _table.ReadRows(0xA000_0000, 0x2000_0000)).Reminders;

        Assert.NotEmpty(one);
        Assert.NotEmpty(other);
        Assert.All(one, reminder => Assert.InRange(reminder.GrainId.GetUniformHashCode(), 0x2000_0001u, 0xA000_0000u));
        Assert.Equal(all.Select(reminder => reminder.GrainId).ToHashSet(), one.Concat(other).Select(reminder => reminder.GrainId).ToHashSet());
    }

    private static ReminderEntry Reminder(string name) => new()
    {
        GrainId = GrainId.Create("tested", Guid.NewGuid().ToString("N")),
        ReminderName = name,
        StartAt = new DateTime(2030, 1, 1, 12, 0, 0, DateTimeKind.Utc),
        Period = TimeSpan.FromMinutes(1),
    };
}
