using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.LoadTest.Peers;

/// <summary>Answers the same bytes every time and does nothing else: what the web server and the client can do at most.</summary>
internal static class BarePeer
{
    private const int BookingBytes = 700;

    public static void Map(IEndpointRouteBuilder routes, int seatMapBytes)
    {
        var (seatMap, booking) = (Json(seatMapBytes), Json(BookingBytes));
        routes.MapGet("/v1/shows/{id}/seats", http => AnswerAsync(http, StatusCodes.Status200OK, seatMap));
        routes.MapPost("/v1/bookings", async http =>
        {
            await http.Request.ReadFromJsonAsync(PeerJson.Default.BookingRequest, http.RequestAborted);
            await AnswerAsync(http, StatusCodes.Status201Created, booking);
        });
    }

    private static Task AnswerAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, 0, body.Length, http.RequestAborted);
    }

    /// <summary>An object of exactly so many bytes, with an id as the product's answers have.</summary>
    private static byte[] Json(int bytes)
    {
        var start = $$"""{"id":"{{Guid.Empty}}","filling":"{{""}}""";
        return Encoding.ASCII.GetBytes(start.PadRight(bytes - 2, 'x') + "\"}");
    }
}
