using Marquee.Api.Http;
using Marquee.DeadLetters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.DeadLetters;

/// <summary>Events that nobody could handle, for an admin to try anew or to give up.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder admin)
    {
        var letters = admin.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("", List).WithName("ListDeadLetters");
        letters.MapPost("/{id}/replay", Replay).WithName("ReplayDeadLetter");
        letters.MapDelete("/{id}", Discard).WithName("DiscardDeadLetter");
    }

    private static async Task<Ok<Page<DeadLetterBody>>> List(PageRequest page, IGrainFactory grains)
    {
        var found = await grains.GetGrain<IDeadLetters>(0).List(page.Limit, page.After);
        return TypedResults.Ok(new Page<DeadLetterBody>([.. found.Items.Select(DeadLetterBody.Of)], PageRequest.EncodeOptional(found.Next)));
    }

    /// <summary>Accepted and no more: whether it succeeds now shows when the group has tried.</summary>
    private static async Task<Results<Accepted, ProblemHttpResult>> Replay(string id, IGrainFactory grains) =>
        await grains.GetGrain<IDeadLetters>(0).Replay(id) ? TypedResults.Accepted((string?)null) : Problems.NotFound("dead-letter");

    private static async Task<Results<NoContent, ProblemHttpResult>> Discard(string id, IGrainFactory grains) =>
        await grains.GetGrain<IDeadLetters>(0).Discard(id) ? TypedResults.NoContent() : Problems.NotFound("dead-letter");
}
