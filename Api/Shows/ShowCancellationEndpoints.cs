using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marquee.Api.Shows;

/// <summary>Cancels a show and pays everybody back, which may take a while: the job can be watched, paused and resumed.</summary>
internal static class ShowCancellationEndpoints
{
    private const int LongestReason = 200;
    private const string NoReason = "The show does not take place.";

    public static void MapShowCancellations(this RouteGroupBuilder shows)
    {
        shows.MapPost("/{id}/cancellation", Start).WithName("CancelShow");
        shows.MapGet("/{id}/cancellation", Get).WithName("GetShowCancellation");
        shows.MapPost("/{id}/cancellation/pause", Pause).WithName("PauseShowCancellation");
        shows.MapPost("/{id}/cancellation/resume", Resume).WithName("ResumeShowCancellation");
    }

    private static async Task<Results<Accepted<ShowCancellationBody>, ProblemHttpResult>> Start(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] ShowCancellationRequest? request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Ids.TryParse<ShowId>(id, out _)) return Problems.NotFound("show");
        var checks = new Validation();
        var reason = checks.Optional("reason", request?.Reason, LongestReason) ?? NoReason;
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<IShowCancellationGrain>(id).Start(new CancelShow(reason, user.UserId()));
        return result.Outcome switch
        {
            CloseShowOutcome.Closed => TypedResults.Accepted($"/v1/admin/shows/{id}/cancellation", ShowCancellationBody.Of(result.Cancellation!)),
            CloseShowOutcome.Ended => Problems.Of(StatusCodes.Status409Conflict, "show-ended", "The show is over and cannot be canceled."),
            _ => Problems.NotFound("show"),
        };
    }

    private static Task<Results<Ok<ShowCancellationBody>, ProblemHttpResult>> Get(string id, IGrainFactory grains) => AnswerAsync(id, grains, job => job.Get());

    private static Task<Results<Ok<ShowCancellationBody>, ProblemHttpResult>> Pause(string id, IGrainFactory grains) => AnswerAsync(id, grains, job => job.Pause());

    private static Task<Results<Ok<ShowCancellationBody>, ProblemHttpResult>> Resume(string id, IGrainFactory grains) => AnswerAsync(id, grains, job => job.Resume());

    private static async Task<Results<Ok<ShowCancellationBody>, ProblemHttpResult>> AnswerAsync(
        string id, IGrainFactory grains, Func<IShowCancellationGrain, Task<ShowCancellationView?>> ask)
    {
        if (!Ids.TryParse<ShowId>(id, out _) || await grains.Grain<IShowGrain>(id).Get() is null) return Problems.NotFound("show");
        return await ask(grains.Grain<IShowCancellationGrain>(id)) is { } view
            ? TypedResults.Ok(ShowCancellationBody.Of(view))
            : Problems.NotFound("cancellation");
    }
}

/// <param name="Reason">Told to customers.</param>
internal sealed record ShowCancellationRequest(string? Reason = null);

/// <param name="Status">running, paused or done.</param>
/// <param name="Total">Bookings that had seats as the show was closed.</param>
/// <param name="Done">At their end: paid back, or without money to pay back.</param>
/// <param name="Pending">Still to be done, those whose money is on its way included.</param>
/// <param name="Refunding">Of the pending ones, those whose money is on its way.</param>
/// <param name="Failed">Whose refund is stuck and waits for an admin.</param>
/// <param name="Refunded">What is back.</param>
internal sealed record ShowCancellationBody(
    string ShowId, CancellationStatus Status, string Reason, int Total, int Done, int Pending, int Refunding, int Failed, Money Refunded,
    DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public static ShowCancellationBody Of(ShowCancellationView view) => new(
        view.Show.ToString(), view.Status, view.Reason, view.Total, view.Done, view.Waiting + view.Refunding, view.Refunding, view.Failed, view.Refunded,
        view.StartedAt, view.FinishedAt);
}
