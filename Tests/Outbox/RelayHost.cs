using Marquee.Silo.Inbox;
using Marquee.Silo.Outbox;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Marquee.Tests.Outbox;

/// <summary>A relay as a silo runs it, without the silo.</summary>
internal sealed class RelayHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RelayHost(OutboxDatabase database, string name, TimeSpan poll, Action<IServiceCollection>? add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddAppDatabase(new NpgsqlConnectionStringBuilder(database.ConnectionString) { ApplicationName = name }.ConnectionString);
        builder.Services.AddSingleton<OutboxSignal>();
        builder.Services.AddOutboxRelay();
        builder.Services.Configure<OutboxOptions>(options => options.Poll = poll);
        builder.Services.Configure<InboxOptions>(options =>
            (options.Poll, options.FirstRetry, options.LongestRetry) = (poll, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(20)));
        add?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public IServiceProvider Services => _host.Services;

    /// <param name="add">Handlers and settings besides.</param>
    public static async Task<RelayHost> StartAsync(
        OutboxDatabase database, string name = "relay", int pollMilliseconds = 50, Action<IServiceCollection>? add = null)
    {
        var relay = new RelayHost(database, name, TimeSpan.FromMilliseconds(pollMilliseconds), add);
        await relay._host.StartAsync();
        return relay;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }
}
