using System.Data.Common;
using Marquee.Silo.Hosting.Clients;
using Marquee.Silo.Telemetry;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Configuration;

namespace Marquee.Silo.Hosting;

/// <summary>Connects a process that is no silo, such as the API, to the cluster it finds in the database.</summary>
public static class ClientHosting
{
    public static void AddClusterClient(this IHostApplicationBuilder host, string connectionString)
    {
        var node = NodeOptions.Read(host.Configuration);
        DbProviderFactories.RegisterFactory("Npgsql", Npgsql.NpgsqlFactory.Instance);
        host.Services.TryAddSingleton(TimeProvider.System);
        host.Services.AddSingleton<GatewayLosses>();
        host.UseOrleansClient(client =>
        {
            client.Configure<Orleans.Configuration.ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (node.ClusterId, node.ServiceId));
            client.UseAdoNetClustering(table => (table.Invariant, table.ConnectionString) = ("Npgsql", connectionString));
            client.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            client.AddGatewayCountChangedHandler(services => (_, count) => NoteLoss(services, count));
            client.AddOutgoingGrainCallFilter<CallsOfLostSilos>();
            client.Configure<ClientMessagingOptions>(messages => messages.ResponseTimeout = Deadlines.GrainCall);
            client.Services.AddExceptionsBetweenProcesses();
            if (TelemetryHosting.Exports(host.Configuration)) client.AddActivityPropagation();
            client.UseConnectionRetryFilter(async (_, cancellation) =>
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
                return true;
            });
        });
    }

    private static void NoteLoss(IServiceProvider services, GatewayCountChangedEventArgs count)
    {
        if (count.NumberOfConnectedGateways < count.PreviousNumberOfConnectedGateways) services.GetRequiredService<GatewayLosses>().Note();
    }
}
