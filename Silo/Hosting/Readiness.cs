namespace Marquee.Silo.Hosting;

/// <summary>Whether this process may be counted on: from when everything it does at its start is done until it is told to stop.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime)
{
    private volatile bool _begun;

    public bool IsReady => _begun && !lifetime.ApplicationStopping.IsCancellationRequested;

    public void Begin() => _begun = true;
}

internal static class ReadinessEndpoints
{
    /// <summary><c>/health/live</c> tells that the process answers, <c>/health/ready</c> whether it may be counted on.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Text("live"));
        routes.MapGet("/health/ready", (Readiness readiness) =>
            readiness.IsReady ? Results.Text("ready") : Results.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable));
    }
}
