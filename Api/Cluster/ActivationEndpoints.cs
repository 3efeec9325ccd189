using Marquee.Api.Http;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Cluster;

/// <summary>One show's activation: where it lives, what it has under way, and a way to have it start over.</summary>
internal static class ActivationEndpoints
{
    public static void MapActivations(this RouteGroupBuilder admin)
    {
        var shows = admin.MapGroup("/grains/shows").WithTags("Cluster").ProducesProblem(StatusCodes.Status404NotFound);
        shows.MapGet("/{id}", Inspect).WithName("InspectShow");
        shows.MapPost("/{id}/deactivation", Deactivate).WithName("DeactivateShow");
    }

    private static async Task<Results<Ok<ShowInspectionBody>, ProblemHttpResult>> Inspect(string id, IGrainFactory grains) =>
        Ids.TryParse<ShowId>(id, out _) && await grains.Grain<IShowGrain>(id).Inspect() is { } found ? TypedResults.Ok(ShowInspectionBody.Of(id, found)) : Problems.NotFound("show");

    /// <summary>It ends after the calls it is in the middle of; the next one wakes it from what is on disk.</summary>
    private static async Task<Results<Accepted, ProblemHttpResult>> Deactivate(string id, IGrainFactory grains)
    {
        // Read first: what is no id, a blank for one, may not even be the key of a grain.
        if (!Ids.TryParse<ShowId>(id, out _)) return Problems.NotFound("show");
        var show = grains.Grain<IShowGrain>(id);
        if (await show.Get() is null) return Problems.NotFound("show");
        await show.StartOver();
        return TypedResults.Accepted($"/v1/admin/grains/shows/{id}");
    }
}

/// <param name="Silo">The address of the silo that the show lives on.</param>
/// <param name="Waiting">Holds that wait for a write.</param>
/// <param name="Watchers">API processes that are told of every change of its seats.</param>
/// <param name="Holds">Who has seats under way and has not told how it ended.</param>
internal sealed record ShowInspectionBody(
    string ShowId, string Silo, long Version, int Seats, int Free, int Sold, int Waiting, int Watchers, IReadOnlyList<OpenSeatsBody> Holds)
{
    public static ShowInspectionBody Of(string show, ShowInspection found) => new(
        show, found.Silo, found.Version, found.Seats, found.Free, found.Sold, found.Waiting, found.Watchers,
        [.. found.Claims.Select(claim => new OpenSeatsBody(claim.Booking.ToString(), claim.Phase, claim.Seats, claim.Until, claim.Payment?.ToString()))]);
}

internal sealed record OpenSeatsBody(string BookingId, string Phase, IReadOnlyList<string> Seats, DateTimeOffset Until, string? PaymentId);
