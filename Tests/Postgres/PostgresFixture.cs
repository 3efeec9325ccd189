using Marquee.Silo.Postgres.Private;
using Xunit;

namespace Marquee.Tests.Postgres;

/// <summary>Tests of this collection share one server and have a database each.</summary>
[CollectionDefinition("postgres")]
public sealed class PostgresTestGroup : ICollectionFixture<PostgresFixture>;

public sealed class PostgresFixture : IAsyncLifetime
{
    public PrivatePostgres Server { get; private set; } = null!;

    public async Task InitializeAsync() => Server = await PostgresServer.GetAsync();

    public Task<TestDatabase> CreateDatabaseAsync() => PostgresServer.CreateDatabaseAsync(Server);

    public Task DisposeAsync() => Task.CompletedTask;
}
