using Marquee.ReadModels;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.ReadModels;

/// <summary>Lists, reports and search, written anew from what the grains know.</summary>
internal static class RebuildEndpoints
{
    private const string Path = "/read-models/rebuild";

    public static void MapReadModels(this RouteGroupBuilder admin)
    {
        var models = admin.MapGroup("").WithTags("Read models");
        models.MapPost(Path, Begin).WithName("RebuildReadModels");
        models.MapGet(Path, Get).WithName("GetReadModelRebuild");
    }

    private static async Task<Accepted<RebuildBody>> Begin(IGrainFactory grains) =>
        TypedResults.Accepted($"/v1/admin{Path}", RebuildBody.Of(await Rebuild(grains).Begin()));

    private static async Task<Ok<RebuildBody>> Get(IGrainFactory grains) => TypedResults.Ok(RebuildBody.Of(await Rebuild(grains).Get()));

    private static IReadModelRebuildGrain Rebuild(IGrainFactory grains) => grains.GetGrain<IReadModelRebuildGrain>(IReadModelRebuildGrain.Key);
}

/// <param name="Id">Of the job; missing where there never was one.</param>
/// <param name="Step">What is being written: movies, theaters, shows, bookings, refunds.</param>
/// <param name="Done">Things whose rows were written, failed ones included.</param>
/// <param name="Failed">Those that could not be read or written. Their rows are as they were.</param>
/// <param name="Total">How many there were when it began; missing until that is known.</param>
internal sealed record RebuildBody(
    RebuildStatus Status, string? Id = null, string? Step = null, long Done = 0, long Failed = 0, long? Total = null, DateTimeOffset? StartedAt = null, DateTimeOffset? UpdatedAt = null)
{
    public static RebuildBody Of(RebuildView? view) => view is null
        ? new RebuildBody(RebuildStatus.Never)
        : new RebuildBody(
            view.Running ? RebuildStatus.Running : RebuildStatus.Done, view.Id.ToString(), view.Running ? view.Step : null, view.Done, view.Failed, view.Total,
            view.StartedAt, view.UpdatedAt);
}

internal enum RebuildStatus
{
    Never,
    Running,
    Done,
}
