using Marquee.Api;
using Marquee.Api.Copies;
using Marquee.Silo.Hosting;
using Marquee.Silo.Payments.Sandbox;
using Marquee.Silo.Postgres.Schema;
using Marquee.Silo.Search;
using Marquee.Tests.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Xunit;

namespace Marquee.Tests.Api;

/// <summary>The whole product on a port of its own: Kestrel, silo, sandbox and a database.</summary>
public class Product(PostgresFixture postgres) : IAsyncLifetime
{
    private const string AdminEmail = "admin@house.test";
    private const string Password = "a password for tests";
    private WebApplication? _app;
    private string _database = "";
    private int _customers;

    internal Uri Url { get; private set; } = null!;

    internal IServiceProvider Services => _app!.Services;

    internal string Database => _database;

    protected virtual Dictionary<string, string?> Settings => new() { ["Limits:UserPerSecond"] = "10000", ["Limits:UserBurst"] = "10000" };

    /// <summary>Endpoints that a test needs beside those of the product.</summary>
    protected virtual void MapMore(WebApplication app)
    {
    }

    /// <summary>What a test has other than the product.</summary>
    protected virtual void Change(IServiceCollection services)
    {
    }

    public virtual async Task InitializeAsync()
    {
        var database = _database = (await CreateDatabaseAsync()).ConnectionString;
        await using (var source = NpgsqlDataSource.Create(database)) await new SchemaMigrator().MigrateAsync(source, CancellationToken.None);
        Url = new Uri($"http://localhost:{FreePort.Next()}");

        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(Payments()).AddInMemoryCollection(Settings);
        builder.WebHost.UseUrls(Url.ToString());
        builder.AddSingleSilo(database);
        builder.Services.AddSandboxService(builder.Configuration);
        builder.AddMarqueeApi();
        Change(builder.Services);
        _app = builder.Build();
        _app.MapMarqueeApi();
        _app.MapSandboxProvider();
        MapMore(_app);
        await _app.StartAsync();
        await _app.Services.GetRequiredService<FirstStart>().RunAsync(demo: false, _ => { }, CancellationToken.None);
    }

    public virtual async Task DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    protected virtual Task<TestDatabase> CreateDatabaseAsync() => postgres.CreateDatabaseAsync();

    /// <summary>Runs statements past the product, which then has no copies of what was before.</summary>
    internal async Task SqlAsync(string sql)
    {
        await ScalarAsync(sql);
        Services.GetRequiredService<CatalogueNews>().Changed();
    }

    /// <summary>A transaction of the test's own, which holds what it has locked until it is disposed.</summary>
    internal async Task<IAsyncDisposable> HoldAsync(string sql)
    {
        var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await connection.BeginTransactionAsync();
#pragma warning disable CA2100 // Of the tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    internal async Task<object?> ScalarAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>What a silo does when it starts.</summary>
    internal async Task UpkeepAsync()
    {
        using var upkeep = ActivatorUtilities.CreateInstance<SearchUpkeep>(Services);
        await upkeep.FoldAllAsync(CancellationToken.None);
        Services.GetRequiredService<CatalogueNews>().Changed();
    }

    internal ApiClient Nobody() => new(Url);

    internal Task<ApiClient> AdminAsync() => SignInAsync(AdminEmail);

    /// <summary>Somebody new, signed in.</summary>
    internal async Task<ApiClient> CustomerAsync()
    {
        var email = $"customer-{Interlocked.Increment(ref _customers)}@example.test";
        using var nobody = Nobody();
        (await nobody.PostAsync("/v1/users", new { email, password = Password, name = "Somebody" })).Is(201);
        return await SignInAsync(email);
    }

    internal async Task<ApiClient> SignInAsync(string email, string password = Password)
    {
        var client = Nobody();
        client.Token = (await client.PostAsync("/v1/sessions", new { email, password })).Is(200).Text("accessToken");
        return client;
    }

    private Dictionary<string, string?> Payments() => new()
    {
        ["Payments:Sandbox:BaseAddress"] = Url.ToString(),
        ["Payments:Sandbox:ApiKey"] = "key",
        ["Payments:Sandbox:Timeout"] = "00:00:02",
        ["Payments:Sandbox:Service:ApiKey"] = "key",
        ["Payments:Sandbox:Service:PublicUrl"] = Url.ToString(),
        ["Payments:Sandbox:Service:WebhookUrl"] = $"{Url}v1/webhooks/payments/sandbox",
        ["Payments:Sandbox:Service:WebhookSecrets:0"] = "secret",
        ["Payments:Sandbox:Service:LateWebhook"] = "00:00:01",
        ["Payments:Webhooks:Secrets:0"] = "secret",
        ["Limits:RefusedSignIn"] = "00:00:00.05",
        ["Accounts:FirstAdmin:Email"] = AdminEmail,
        ["Accounts:FirstAdmin:Password"] = Password,
    };
}
