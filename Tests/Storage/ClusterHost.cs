using System.Net;
using Marquee.Silo.Hosting;
using Marquee.Silo.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;

namespace Marquee.Tests.Storage;

internal static class ClusterHost
{
    /// <summary>A silo on the membership and reminder tables, with ports of its own; not started.</summary>
    public static IHost Build(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(silo => silo
            .AddMarqueeClustering(connectionString)
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = ("tests", "tests"))
            .ConfigureEndpoints(IPAddress.Loopback, FreePort.Next(), FreePort.Next()));
        return builder.Build();
    }
}
