using Microsoft.Extensions.Options;

namespace Marquee.Api.Cluster;

/// <summary>
/// The end of an API process that costs nobody a request: it says that it is not ready, asks for no more on the connections it has, serves
/// what still comes for a while, and only then does the server stop listening.
/// </summary>
internal sealed class Draining(IHostApplicationLifetime lifetime, IOptions<DrainingOptions> options, TimeProvider clock) : IHostedLifecycleService
{
    public bool HasBegun => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>A connection that stays would be cut in the end, perhaps while the next request is on its way.</summary>
    public Task Invoke(HttpContext http, RequestDelegate next)
    {
        if (HasBegun && HttpProtocol.IsHttp11(http.Request.Protocol)) http.Response.Headers.Connection = "close";
        return next(http);
    }

    /// <summary>Before anything of the process is stopped.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.Delay(options.Value.Pause, clock, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainingRegistration
{
    public static void AddDraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DrainingOptions>().Bind(configuration.GetSection(DrainingOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
    }
}
