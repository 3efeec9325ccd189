using System.Net;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Silo.Copies;
using Marquee.Silo.Ledger;
using Marquee.Silo.Notifications;
using Marquee.Silo.Outbox;
using Marquee.Silo.Payments;
using Marquee.Silo.Postgres;
using Marquee.Silo.ReadModels;
using Marquee.Silo.Telemetry;
using Marquee.Silo.Postgres.Storage;
using Marquee.Silo.Tickets;
using Marquee.Silo.Users;
using Marquee.Users;
using Marquee.Wallets;
using Orleans.Configuration;

namespace Marquee.Silo.Hosting;

/// <summary>Makes a process a silo of Marquee: grains, storage, options and whatever moves events on.</summary>
public static class SiloHosting
{
    /// <summary>Under which name the connection string of the application's role is configured.</summary>
    public const string Database = "Marquee";

    /// <summary>And that of a role that may define tables; where it is missing the application's does it.</summary>
    public const string Migrator = "MarqueeMigrator";

    /// <summary>A silo of a cluster whose members find each other in the database.</summary>
    public static async Task AddClusteredSiloAsync(this IHostApplicationBuilder host, string connectionString)
    {
        var node = NodeOptions.Read(host.Configuration);
        var clock = await DatabaseClock.StartAsync(node.ClockOffset == TimeSpan.Zero ? TimeProvider.System : new OffsetClock(node.ClockOffset), connectionString);
        host.Services.AddDatabaseClock(clock, connectionString);
        host.Services.AddDatabaseWatch(connectionString);
        host.AddMarqueeSilo(connectionString, silo =>
        {
            silo.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (node.ClusterId, node.ServiceId));
            if (node.AdvertisedAddress is { } given) silo.ConfigureEndpoints(IPAddress.Parse(given), node.SiloPort, node.GatewayPort, listenOnAnyHostAddress: !IsOfThisMachineAlone(given));
            else silo.ConfigureEndpoints(node.SiloPort, node.GatewayPort, listenOnAnyHostAddress: true);
            if (node.SiloListeningPort is { } port) silo.Configure<EndpointOptions>(endpoints => ListenAt(endpoints, port));
            silo.AddMarqueeClustering(connectionString);
            silo.Configure<SiloMessagingOptions>(messages => messages.ClientGatewayShutdownNotificationTimeout = node.LeaveTime);
        });
    }

    /// <summary>The only silo of its database: nobody to find, nobody to wait for after a crash.</summary>
    public static void AddSingleSilo(this IHostApplicationBuilder host, string connectionString) =>
        host.AddMarqueeSilo(connectionString, silo =>
        {
            silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next(), serviceId: "marquee", clusterId: "marquee");
            silo.AddMarqueeReminders(connectionString);
        });

    /// <summary>
    /// A silo on a database that others may use too: it joins them on ports of its own choice. After a crash it is where it was, which tells that
    /// the one before it is dead; at another address it would wait for half a minute until nobody takes that one for alive any more.
    /// </summary>
    /// <param name="folder">That of its data, which belongs to one run at a time.</param>
    public static Task AddLocalClusteredSiloAsync(this IHostApplicationBuilder host, string connectionString, string folder)
    {
        host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{NodeOptions.Section}:{nameof(NodeOptions.SiloPort)}"] = $"{FreePort.Of($"{Environment.MachineName}:{Path.GetFullPath(folder)}")}",
            [$"{NodeOptions.Section}:{nameof(NodeOptions.GatewayPort)}"] = $"{FreePort.Next()}",
            [$"{NodeOptions.Section}:{nameof(NodeOptions.AdvertisedAddress)}"] = $"{IPAddress.Loopback}",
            // Its API ends with it.
            [$"{NodeOptions.Section}:{nameof(NodeOptions.LeaveTime)}"] = $"{TimeSpan.Zero}",
        });
        return host.AddClusteredSiloAsync(connectionString);
    }

    /// <summary>Everything of Marquee in a silo, however it finds its cluster. Payments go to the providers that are configured.</summary>
    public static ISiloBuilder AddMarquee(this ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddMarqueeOptions(silo.Configuration);
        silo.Services.AddSingleton<WaitingHolds>();
        silo.Services.AddAccounts(silo.Configuration);
        silo.Services.AddTickets(silo.Configuration);
        silo.Services.AddSingleton<IOpenMoney, LiveBookings>();
        silo.Services.AddSingleton<IOpenMoney, OwedRefunds>();
        silo.Services.AddSingleton<RefundMetrics>();
        silo.Services.AddPayments(silo.Configuration);
        silo.Services.AddOutboxRelay();
        silo.Services.AddReadModelRebuild();
        silo.Services.AddHostedService<CatalogueTeller>();
        silo.Services.AddReconciliation();
        silo.Services.AddNotifications(silo.Configuration);
        silo.Services.AddSingleton<FirstStart>();
        silo.Services.AddExceptionsBetweenProcesses();
        silo.AddMarqueeStorage(connectionString, silo.Configuration.GetSection(StorageOptions.Section).Get<StorageOptions>() ?? new StorageOptions());
        if (TelemetryHosting.Exports(silo.Configuration)) silo.AddActivityPropagation();
        silo.Configure<ClusterMembershipOptions>(Membership);
        return silo.Configure<SiloMessagingOptions>(messages => messages.ResponseTimeout = Deadlines.GrainCall);
    }

    private static void AddMarqueeSilo(this IHostApplicationBuilder host, string connectionString, Action<ISiloBuilder> join) =>
        host.UseOrleans(silo =>
        {
            join(silo);
            silo.AddMarquee(connectionString);
        });

    private static void AddMarqueeOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ShowOptions>().Bind(configuration.GetSection(ShowOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<BookingOptions>().Bind(configuration.GetSection(BookingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RefundOptions>().Bind(configuration.GetSection(RefundOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<WalletOptions>().Bind(configuration.GetSection(WalletOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
    }

    private static void ListenAt(EndpointOptions endpoints, int port) =>
        endpoints.SiloListeningEndpoint = new IPEndPoint(endpoints.SiloListeningEndpoint?.Address ?? IPAddress.Any, port);

    private static bool IsOfThisMachineAlone(string address) => IPAddress.IsLoopback(IPAddress.Parse(address));

    /// <summary>
    /// A silo that died is found within some three seconds and one that hangs within a dozen. Probes are given the more time the slower they
    /// were answered before, up to four times as much by default: then a busy machine took twenty-four seconds to find a silo that hung.
    /// </summary>
    private static void Membership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.MinProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(3);
        membership.NumMissedProbesLimit = 3;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(10);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }
}
