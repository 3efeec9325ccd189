using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Postgres.Storage;
using Marquee.Storage;
using Marquee.Tests.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Marquee.Tests.Storage;

/// <summary>Two silos on a database of their own, and a door of our own to that database.</summary>
public sealed class StorageHost : IAsyncDisposable
{
    private readonly CuttingProxy _proxy;
    private readonly InProcessTestCluster _cluster;

    private StorageHost(StorageProvider provider, TestDatabase database)
    {
        _proxy = new CuttingProxy(database.ConnectionString);
        Database = NpgsqlDataSource.Create(database.ConnectionString);
        Rows = new StateTable(Database, provider);
        var builder = new InProcessTestClusterBuilder(2);
        // One writer, so that a test which keeps it busy decides what goes into the next batch.
        var options = new StorageOptions { Provider = provider, Hot = { Writers = 1 } };
        builder.ConfigureSilo((_, silo) => silo.AddMarqueeStorage(_proxy.ConnectionString, options));
        _cluster = builder.Build();
    }

    public NpgsqlDataSource Database { get; }

    internal StateTable Rows { get; }

    public static async Task<StorageHost> StartAsync(PostgresFixture postgres, StorageProvider provider)
    {
        var host = new StorageHost(provider, await postgres.CreateDatabaseAsync());
        await new SchemaMigrator().MigrateAsync(host.Database, CancellationToken.None);
        await host._cluster.DeployAsync();
        return host;
    }

    public IGrainStorage Storage(int silo = 0, string name = StorageNames.Hot) =>
        Services(silo).GetRequiredKeyedService<IGrainStorage>(name);

    public IServiceProvider Services(int silo = 0) => _cluster.Silos[silo].ServiceProvider;

    public void CutAnswerTo(string text) => _proxy.CutAnswerTo(text);

    public async ValueTask DisposeAsync()
    {
        await _cluster.StopAllSilosAsync();
        await _cluster.DisposeAsync();
        await Database.DisposeAsync();
        await _proxy.DisposeAsync();
    }
}
