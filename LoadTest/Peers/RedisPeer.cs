using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.LoadTest.Peers;

/// <summary>Redis settles who holds a seat; PostgreSQL has the bookings, the money and the seats that are sold.</summary>
internal static class RedisPeer
{
    public static void Map(IEndpointRouteBuilder routes, BookingStore store, RedisHolds holds)
    {
        routes.MapPost("/v1/holds", http => HoldAsync(http, holds));
        routes.MapPost("/v1/bookings", http => BookAsync(http, store, holds));
        routes.MapPayments(store, BookingSql.ConfirmSold);
        routes.MapGet("/v1/shows/{id}/seats", http => SeatsAsync(http, store, holds));
    }

    private static async Task HoldAsync(HttpContext http, RedisHolds holds)
    {
        if (await BookingOrder.ReadAsync(http) is not { } order) await Answers.UnreadableAsync(http);
        else if (!await holds.HoldAsync(order)) await Answers.SeatsUnavailableAsync(http);
        else await Answers.CreatedAsync(http, new HoldBody(order.Booking), PeerJson.Default.HoldBody);
    }

    private static async Task BookAsync(HttpContext http, BookingStore store, RedisHolds holds)
    {
        if (await BookingOrder.ReadAsync(http) is not { } order) await Answers.UnreadableAsync(http);
        else if (!await holds.HoldAsync(order)) await Answers.SeatsUnavailableAsync(http);
        else if (await store.PendAsync(order, http.RequestAborted) is not { } booking)
        {
            await holds.ReleaseAsync(order);
            await Answers.SeatsUnavailableAsync(http);
        }
        else await Answers.CreatedAsync(http, booking, PeerJson.Default.BookingBody);
    }

    private static async Task SeatsAsync(HttpContext http, BookingStore store, RedisHolds holds)
    {
        var show = (string)http.Request.RouteValues["id"]!;
        if (!BookingOrder.TryParseId(show, 's', out var id))
        {
            await Answers.ProblemAsync(http, StatusCodes.Status404NotFound, "not-found");
            return;
        }

        var seats = await store.SeatsAsync(BookingSql.SoldMap, id, http.RequestAborted);
        if (seats.Count > 0) await holds.MarkHeldAsync(id, seats);
        await Answers.SeatMapAsync(http, show, seats);
    }
}
