using Marquee.Api.Http;
using Marquee.Theaters;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Shows;

/// <summary>Says why a show was not scheduled.</summary>
internal static class ScheduleRefusals
{
    public static ProblemHttpResult Problem(ScheduleResult result) => result.Outcome switch
    {
        ScheduleOutcome.KeyReused => Problems.KeyReused(),
        ScheduleOutcome.TheaterNotFound => Problems.NotFound("theater"),
        ScheduleOutcome.ScreenNotFound => Problems.NotFound("screen"),
        ScheduleOutcome.MovieNotFound => Problems.NotFound("movie"),
        ScheduleOutcome.Replayed => Problems.NotFound("show"),
        ScheduleOutcome.ScreenBusy => Busy(result.Clash!),
        ScheduleOutcome.PriceMissing => Invalid([.. result.Unpriced.Select(category => Missing($"prices.{category.ToString().ToLowerInvariant()}"))]),
        ScheduleOutcome.ShowNotFound => Problems.NotFound("show"),
        ScheduleOutcome.NotOnSale => Problems.Of(StatusCodes.Status409Conflict, "show-not-on-sale", "The show is canceled or has begun and cannot be moved."),
        ScheduleOutcome.StartsInPast => Invalid([("startsAt", "startsAt must lie in the future.")]),
        ScheduleOutcome.StartsTooFarAhead => Invalid([("startsAt", "startsAt must be at most 366 days ahead.")]),
        _ => throw new InvalidOperationException($"An outcome of {result.Outcome} names no refusal."),
    };

    private static ProblemHttpResult Busy(ScreenTaken clash) => Problems.Of(
        StatusCodes.Status409Conflict, "screen-busy", "Another show has the screen then.",
        $"Show {clash.Show} has it until the hall is clean again.",
        new Dictionary<string, object?> { ["show"] = new ClashBody(clash.Show.ToString(), clash.StartsAt, clash.EndsAt, clash.FreeAt) });

    private static (string Field, string Message) Missing(string field) => (field, $"{field} is required: the hall has such seats.");

    private static ProblemHttpResult Invalid((string Field, string Message)[] errors)
    {
        var checks = new Validation();
        foreach (var (field, message) in errors) checks.Add(field, message);
        return checks.Problem();
    }
}

/// <param name="FreeAt">When the hall is clean again, so that the next show may start.</param>
internal sealed record ClashBody(string Id, DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateTimeOffset FreeAt);
