using System.Text.Json.Serialization;
using Marquee.Payments;
using Marquee.Silo.Payments;
using Marquee.Silo.Payments.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marquee.Tests.Payments;

/// <summary>The sandbox provider on a port of its own, and clients of it.</summary>
internal sealed class SandboxHost : IAsyncDisposable
{
    public const string Key = "a key for tests";
    public const string PublicUrl = "https://sandbox.example.test";
    public static readonly string[] Secrets = ["a new secret", "an old secret"];

    private readonly WebApplication _app;
    private readonly List<ServiceProvider> _clients = [];

    private SandboxHost(WebApplication app)
    {
        _app = app;
        Address = new(app.Urls.Single());
        Http = new() { BaseAddress = Address, DefaultRequestHeaders = { Authorization = new("Bearer", Key) } };
    }

    public Uri Address { get; }

    /// <summary>Talks to the service as its merchant does.</summary>
    public HttpClient Http { get; }

    public static async Task<SandboxHost> StartAsync(string connectionString, Uri webhooks)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
        builder.Services.AddSandboxService(builder.Configuration);
        // As the product's host writes: what is null is left out.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull);
        builder.Services.Configure<SandboxServiceOptions>(options =>
        {
            options.ApiKey = Key;
            options.PublicUrl = new(PublicUrl);
            options.WebhookUrl = webhooks;
            options.WebhookSecrets = Secrets;
            options.LateWebhook = TimeSpan.FromMilliseconds(100);
            options.WebhookInterval = TimeSpan.FromMilliseconds(20);
            // Three of these are the lease of a sender that was stopped in the middle.
            options.WebhookTimeout = TimeSpan.FromSeconds(2);
            options.WebhookRetry = TimeSpan.FromMilliseconds(50);
        });
        var app = builder.Build();
        app.MapSandboxProvider();
        await app.StartAsync();
        return new(app);
    }

    public IPaymentProvider Provider(TimeSpan? timeout = null)
    {
        var (provider, services) = ProviderAt(Address, timeout);
        _clients.Add(services);
        return provider;
    }

    public static (IPaymentProvider Provider, ServiceProvider Services) ProviderAt(Uri address, TimeSpan? timeout = null)
    {
        var services = new ServiceCollection()
            .AddSandboxPayments(new ConfigurationBuilder().Build())
            .Configure<SandboxOptions>(options =>
            {
                options.BaseAddress = address;
                options.ApiKey = Key;
                options.Timeout = timeout ?? options.Timeout;
            })
            .BuildServiceProvider();
        return (services.GetRequiredKeyedService<IPaymentProvider>(SandboxPaymentProvider.Name), services);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        foreach (var client in _clients) await client.DisposeAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
