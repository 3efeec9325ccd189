using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.LoadTest.Peers;

/// <summary>Seats are rows, a step is a transaction, and PostgreSQL's locks settle who gets a seat.</summary>
internal static class PostgresPeer
{
    public static void Map(IEndpointRouteBuilder routes, BookingStore store)
    {
        routes.MapPost("/v1/bookings", http => BookAsync(http, store));
        routes.MapPayments(store, BookingSql.Confirm);
        routes.MapGet("/v1/shows/{id}/seats", http => SeatsAsync(http, store));
    }

    private static async Task BookAsync(HttpContext http, BookingStore store)
    {
        if (await BookingOrder.ReadAsync(http) is not { } order) await Answers.UnreadableAsync(http);
        else if (await store.HoldAsync(order, http.RequestAborted) is not { } booking) await Answers.SeatsUnavailableAsync(http);
        else await Answers.CreatedAsync(http, booking, PeerJson.Default.BookingBody);
    }

    private static async Task SeatsAsync(HttpContext http, BookingStore store)
    {
        var show = (string)http.Request.RouteValues["id"]!;
        if (!BookingOrder.TryParseId(show, 's', out var id)) await Answers.ProblemAsync(http, StatusCodes.Status404NotFound, "not-found");
        else await Answers.SeatMapAsync(http, show, await store.SeatsAsync(BookingSql.SeatMap, id, http.RequestAborted));
    }
}
