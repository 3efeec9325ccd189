using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>The door: guests are let in, each seat once. For staff of the theater, and admins.</summary>
internal static class CheckInEndpoints
{
    public static void MapCheckIns(this RouteGroupBuilder v1)
    {
        var door = v1.MapGroup("/checkins").WithTags("Tickets").RequireAuthorization(Caller.DoorPolicy);
        door.MapPost("", CheckIn).WithName("CheckIn");
        door.MapPost("/batch", Upload).WithName("UploadCheckIns");
    }

    private static async Task<Results<Ok<CheckedInBody>, ProblemHttpResult>> CheckIn(
        CheckInRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        if (await DoorPasses.OfAsync(user, grains) is not { } pass) return TicketProblems.Forbidden();
        var checks = new Validation();
        var scan = request.Scan(user.UserId(), pass, key.Value, checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.GetGrain<ITicketDesk>(ITicketDesk.Key).CheckIn(scan);
        if (result.CheckIn is null) return result.Outcome == CheckInOutcome.KeyReused ? Problems.KeyReused() : TicketProblems.Of(result);
        if (result.Outcome == CheckInOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        return TypedResults.Ok(CheckedInBody.Of(result));
    }

    /// <summary>What a device let in while it could not ask. One after the other, as it happened; what a repeat brings again changes nothing.</summary>
    private static async Task<Results<Ok<UploadedBody>, ProblemHttpResult>> Upload(UploadRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (await DoorPasses.OfAsync(user, grains) is not { } pass) return TicketProblems.Forbidden();
        var checks = new Validation();
        var scans = request.Scans(user.UserId(), pass, checks);
        if (checks.Failed) return checks.Problem();

        var desk = grains.GetGrain<ITicketDesk>(ITicketDesk.Key);
        var items = new List<UploadedScanBody>(scans.Count);
        foreach (var (id, scan) in scans) items.Add(UploadedScanBody.Of(id, await desk.CheckIn(scan)));
        return TypedResults.Ok(new UploadedBody(items, items.Count(item => item.CheckIn is not null), items.Count(item => item.CheckIn is null)));
    }
}

/// <summary>Guests who may come in.</summary>
/// <param name="Left">Seats of the booking that nobody has come in for.</param>
internal sealed record CheckedInBody(string Id, string BookingId, DoorShowBody Show, IReadOnlyList<string> Seats, DateTimeOffset At, string? Door, IReadOnlyList<string> Left)
{
    public static CheckedInBody Of(CheckInResult result)
    {
        var made = result.CheckIn!;
        return new CheckedInBody(made.Id.ToString(), result.Booking.ToString()!, DoorShowBody.Of(result.Show!), made.Seats, made.At, made.Door, result.Left);
    }
}
