using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Shows;
using Marquee.Theaters;
using Marquee.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>All tickets of a show, for a device that may lose its connection, and for who wants to know how many are in.</summary>
internal static class DoorListEndpoint
{
    private const int AtOnce = 32;

    public static void MapDoorList(this RouteGroupBuilder v1) =>
        v1.MapGet("/shows/{id}/door-list", Get).WithTags("Tickets").WithName("GetDoorList").RequireAuthorization(Caller.DoorPolicy);

    private static async Task<Results<Ok<DoorListBody>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        if (await DoorPasses.OfAsync(user, grains) is not { } pass) return TicketProblems.Forbidden();
        if (!Ids.TryParse<ShowId>(id, out _) || await grains.Grain<IShowGrain>(id).Get() is not { } show) return Problems.NotFound("show");
        if (!pass.Covers(show.Theater)) return TicketProblems.Forbidden();

        var (now, entries) = (clock.GetUtcNow(), new List<DoorEntryBody>());
        foreach (var some in (await grains.Grain<IShowGrain>(id).Sold()).Chunk(AtOnce))
            foreach (var entry in await Task.WhenAll(some.Select(booking => grains.Grain<IBookingGrain>(booking.ToString()).AtDoor())))
                if (entry is not null) entries.Add(DoorEntryBody.Of(entry));
        return TypedResults.Ok(new DoorListBody(
            DoorShowBody.Of(show), now, entries.Sum(entry => entry.Seats.Count), entries.Sum(entry => entry.CheckIns.Sum(checkIn => checkIn.Seats.Count)), entries));
    }
}

/// <param name="AsOf">When it was put together.</param>
/// <param name="Seats">How many were sold.</param>
/// <param name="CheckedIn">How many of them were let in.</param>
internal sealed record DoorListBody(DoorShowBody Show, DateTimeOffset AsOf, int Seats, int CheckedIn, IReadOnlyList<DoorEntryBody> Bookings);

/// <param name="Issue">A ticket of this booking is good if it says the same issue.</param>
internal sealed record DoorEntryBody(
    string BookingId, int Issue, IReadOnlyList<DoorSeatBody> Seats, IReadOnlyList<CheckInBody> CheckIns, IReadOnlyList<DoorConflictBody> Conflicts)
{
    public static DoorEntryBody Of(DoorEntry entry)
    {
        var inside = entry.CheckIns.SelectMany(checkIn => checkIn.Seats).ToHashSet(StringComparer.Ordinal);
        return new DoorEntryBody(
            entry.Booking.ToString(), entry.Issue, [.. entry.Seats.Select(seat => new DoorSeatBody(seat.Label, seat.Category, inside.Contains(seat.Label)))],
            CheckInBody.AllOf(entry.CheckIns), [.. entry.Conflicts.Select(DoorConflictBody.Of)]);
    }
}

internal sealed record DoorSeatBody(string Label, SeatCategory Category, bool CheckedIn);

/// <summary>Guests whom a device let in and who should not have been.</summary>
/// <param name="Code">Why, as the problem codes of a single check-in.</param>
internal sealed record DoorConflictBody(string Code, CheckInBody CheckIn)
{
    public static DoorConflictBody Of(CheckInConflict conflict) => new(TicketProblems.Words(conflict.Why).Code, CheckInBody.Of(conflict.Scan));
}
