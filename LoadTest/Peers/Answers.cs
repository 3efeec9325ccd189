using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Marquee.LoadTest.Peers;

/// <summary>What the peers say over HTTP, as the product says it.</summary>
internal static class Answers
{
    public static Task CreatedAsync<T>(HttpContext http, T body, JsonTypeInfo<T> type)
    {
        http.Response.StatusCode = StatusCodes.Status201Created;
        return http.Response.WriteAsJsonAsync(body, type, cancellationToken: http.RequestAborted);
    }

    public static Task ProblemAsync(HttpContext http, int status, string code)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(
            new ProblemBody(code, status), PeerJson.Default.ProblemBody, "application/problem+json", http.RequestAborted);
    }

    public static Task UnreadableAsync(HttpContext http) => ProblemAsync(http, StatusCodes.Status400BadRequest, "validation-failed");

    public static Task SeatsUnavailableAsync(HttpContext http) => ProblemAsync(http, StatusCodes.Status409Conflict, "seats-unavailable");

    public static async Task SeatMapAsync(HttpContext http, string show, List<Seat> seats)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        SeatMapWriter.Write(http.Response.BodyWriter, show, seats);
        await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
    }
}
