using Marquee.LoadTest.Peers.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Marquee.LoadTest.Peers;

/// <summary>Runs one of the peers in this process: says <c>ready</c> on the output once it can be asked, and ends when told to terminate.</summary>
internal static class Serve
{
    public static async Task RunAsync(ServeOptions options, TextWriter output)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhostOnly(options.Port);
        });
        // The container disposes what it made, so that connections end with the process.
        switch (options.Peer)
        {
            case "postgres":
                builder.Services.AddSingleton(_ => BookingStore.Open(options.Database));
                break;
            case "redis":
                var holds = await RedisHolds.ConnectAsync(options.Redis);
                builder.Services.AddSingleton(_ => BookingStore.Open(options.Database)).AddSingleton(_ => holds);
                break;
            case "actors":
                ActorsPeer.Add(builder, options.Database);
                break;
        }

        await using var app = builder.Build();
        switch (options.Peer)
        {
            case "postgres":
                PostgresPeer.Map(app, app.Services.GetRequiredService<BookingStore>());
                break;
            case "redis":
                RedisPeer.Map(app, app.Services.GetRequiredService<BookingStore>(), app.Services.GetRequiredService<RedisHolds>());
                break;
            case "actors":
                ActorsPeer.Map(app, app.Services.GetRequiredService<IGrainFactory>());
                break;
            default:
                BarePeer.Map(app, options.Bytes);
                break;
        }

        await app.StartAsync();
        await output.WriteLineAsync("ready");
        await output.FlushAsync();
        await app.WaitForShutdownAsync();
    }

    private static void ListenLocalhostOnly(this KestrelServerOptions kestrel, int port) =>
        kestrel.Listen(System.Net.IPAddress.Loopback, port, endpoint => endpoint.Protocols = HttpProtocols.Http1);
}
