using System.Collections.Immutable;
using Marquee.Api.Http;
using Marquee.Api.Shows.Live;
using Marquee.Shows;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Marquee.Api.Shows;

/// <summary>Takes seats off sale and puts them back.</summary>
internal static class SeatBlockEndpoints
{
    private const int MostSeats = 2_000;
    private const int LongestLabel = 10;
    private const int LongestReason = 200;

    public static void MapSeatBlocks(this RouteGroupBuilder shows)
    {
        shows.MapPost("/{id}/blocks", Block).WithName("BlockSeats");
        shows.MapDelete("/{id}/blocks", Unblock).WithName("UnblockSeats");
    }

    private static async Task<Results<Ok<BlockedBody>, ProblemHttpResult>> Block(string id, BlockRequest request, IGrainFactory grains, LiveSeats live)
    {
        if (!Ids.TryParse<ShowId>(id, out var show)) return Problems.NotFound("show");
        var checks = new Validation();
        var seats = Seats(checks, request.Seats);
        var reason = checks.Text("reason", request.Reason, LongestReason);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<IShowGrain>(id).Block(new BlockSeats(seats, reason));
        live.Doubt(show);
        return result.Outcome == BlockOutcome.Done ? TypedResults.Ok(new BlockedBody(id, seats)) : Problem(result);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Unblock(string id, [FromBody] UnblockRequest request, IGrainFactory grains, LiveSeats live)
    {
        if (!Ids.TryParse<ShowId>(id, out var show)) return Problems.NotFound("show");
        var checks = new Validation();
        var seats = Seats(checks, request.Seats);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<IShowGrain>(id).Unblock(new BlockSeats(seats, ""));
        live.Doubt(show);
        return result.Outcome == BlockOutcome.Done ? TypedResults.NoContent() : Problem(result);
    }

    private static ImmutableArray<string> Seats(Validation checks, IReadOnlyList<string?>? seats)
    {
        if (seats is not { Count: > 0 }) checks.Add("seats", "seats is required.");
        else if (seats.Count > MostSeats) checks.Add("seats", $"seats must have at most {MostSeats} items.");
        else return [.. seats.Select((seat, index) => checks.Text($"seats[{index}]", seat, LongestLabel)).Distinct(StringComparer.Ordinal)];
        return [];
    }

    private static ProblemHttpResult Problem(BlockResult result)
    {
        var seats = new Dictionary<string, object?> { ["seats"] = result.Refused };
        return result.Outcome switch
        {
            BlockOutcome.SeatsUnavailable => Problems.Of(
                StatusCodes.Status409Conflict, "seats-unavailable", "Somebody holds or has bought some of these seats.", null, seats),
            BlockOutcome.SeatUnknown => Problems.Of(
                StatusCodes.Status422UnprocessableEntity, "seat-unknown", "The hall has no such seats.", null, seats),
            BlockOutcome.ShowNotFound => Problems.NotFound("show"),
            _ => throw new InvalidOperationException($"An outcome of {result.Outcome} names no refusal."),
        };
    }
}

internal sealed record BlockRequest(IReadOnlyList<string?>? Seats, string? Reason);

internal sealed record UnblockRequest(IReadOnlyList<string?>? Seats);

internal sealed record BlockedBody(string ShowId, IReadOnlyList<string> Blocked);
