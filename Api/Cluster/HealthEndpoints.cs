using Marquee.Api.Http;
using Marquee.Cluster;

namespace Marquee.Api.Cluster;

/// <summary>Live: this process answers. Ready: it reaches a silo, and that its database, and nobody told it to stop.</summary>
internal static class HealthEndpoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous().ExcludeFromDescription();
        health.MapGet("/live", () => TypedResults.Text("live"));
        health.MapGet("/ready", Ready);
    }

    private static async Task<IResult> Ready(IGrainFactory grains, Draining draining)
    {
        if (draining.HasBegun) return Problems.Of(StatusCodes.Status503ServiceUnavailable, "not-ready", "This process is about to stop.");
        try
        {
            await grains.GetGrain<IReadinessGrain>(0).Check().WaitAsync(Patience);
            return TypedResults.Text("ready");
        }
        catch (Exception)
        {
            // Whatever is wrong, the answer to this question is no; the cause is in the log of whoever failed.
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "not-ready", "No silo with a working database answers.");
        }
    }
}
