using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Marquee.Silo.Hosting;

/// <summary>Whether this process may be counted on: from when everything it does at its start is done until it is told to stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime) : IHealthCheck
{
    private volatile bool _begun;

    public void Begin() => _begun = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("It is stopping.")
        : _begun ? HealthCheckResult.Healthy()
        : HealthCheckResult.Unhealthy("It is starting."));
}

internal static class ReadinessRegistration
{
    private const string Tag = "ready";

    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHealthChecks().AddCheck<Readiness>("readiness", tags: [Tag]);
    }

    /// <summary><c>/health/live</c> tells that the process answers, <c>/health/ready</c> whether it may be counted on.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Tag) });
    }
}
