using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Storage;
using Marquee.Storage;
using Marquee.Tests.Cluster;
using Marquee.Tests.Outbox;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Xunit;

namespace Marquee.Tests.Views;

/// <summary>One silo with storage, relay and query grains on a database of its own. Tests share it, so each has places and names of its own.</summary>
public sealed class ViewsCluster(PostgresFixture postgres) : IAsyncLifetime
{
    private OutboxDatabase _database = null!;
    private InProcessTestCluster _cluster = null!;

    internal IGrainFactory Grains => _cluster.Client;

    public async Task InitializeAsync()
    {
        _database = await OutboxDatabase.CreateAsync(postgres);
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddMarqueeStorage(_database.ConnectionString, new StorageOptions());
            silo.UseInMemoryReminderService();
            silo.Services.AddOutboxRelay();
            silo.Services.Configure<OutboxOptions>(options => options.Poll = TimeSpan.FromMilliseconds(20));
            silo.Services.Configure<InboxOptions>(options =>
                (options.Poll, options.FirstRetry, options.LongestRetry) = (TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20)));
        });
        _cluster = await ClusterStart.StartAsync(builder.Build);
    }

    /// <summary>Writes events and waits until they are taken in, so that it is not the barrier which is tried.</summary>
    internal async Task PublishAsync(params OutboxEvent[] events)
    {
        await _database.PublishAsync(events);
        await _database.DeliveredAsync();
    }

    public async Task DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await _database.DisposeAsync();
    }
}
