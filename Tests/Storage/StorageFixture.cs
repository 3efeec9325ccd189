using Marquee.Silo.Postgres.Storage;
using Marquee.Tests.Postgres;
using Xunit;

namespace Marquee.Tests.Storage;

/// <summary>One <see cref="StorageHost"/> for the tests of a class; they use keys of their own.</summary>
public abstract class StorageFixture(PostgresFixture postgres, StorageProvider provider) : IAsyncLifetime
{
    public StorageHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await StartAnotherAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>For a test that spoils its database.</summary>
    public Task<StorageHost> StartAnotherAsync() => StorageHost.StartAsync(postgres, provider);
}

public sealed class BatchedFixture(PostgresFixture postgres) : StorageFixture(postgres, StorageProvider.Batched);

public sealed class AdoNetFixture(PostgresFixture postgres) : StorageFixture(postgres, StorageProvider.AdoNet);
