using Marquee.Silo.Hosting;
using Marquee.Silo.Postgres;
using Marquee.Silo.Postgres.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Hosting;

namespace Marquee.LoadTest.Peers.Actors;

/// <summary>
/// The product's skeleton and nothing else: its grains by name, their calls and writes, its storage. Nobody signs in, nothing is validated,
/// limited, told to anybody or taken up after a crash. What it cannot do, no product on it can.
/// </summary>
internal static class ActorsPeer
{
    public static void Add(WebApplicationBuilder builder, string database) => builder.UseOrleans(silo =>
    {
        silo.UseLocalhostClustering(FreePort.Next(), FreePort.Next(), serviceId: "actors", clusterId: "actors");
        silo.AddMarqueeStorage(database, new StorageOptions());
    });

    public static void Map(IEndpointRouteBuilder routes, IGrainFactory grains)
    {
        routes.MapPost("/v1/bookings", http => BookAsync(http, grains));
        routes.MapPost("/v1/bookings/{id:guid}/payments", http => PayAsync(http, grains));
    }

    private static async Task BookAsync(HttpContext http, IGrainFactory grains)
    {
        if (await BookingOrder.ReadAsync(http) is not { } order)
        {
            await Answers.UnreadableAsync(http);
            return;
        }

        var created = await grains.Grain<IActorBooking>(order.Booking.ToString()).Create($"s{order.Show}", $"c{order.Customer}", order.Places);
        if (!created) await Answers.SeatsUnavailableAsync(http);
        else await Answers.CreatedAsync(http, new HoldBody(order.Booking), PeerJson.Default.HoldBody);
    }

    private static async Task PayAsync(HttpContext http, IGrainFactory grains)
    {
        var booking = (string)http.Request.RouteValues["id"]!;
        await http.Request.ReadFromJsonAsync(PeerJson.Default.PaymentRequest, http.RequestAborted);
        if (await grains.Grain<IActorBooking>(booking).Pay() is not { } amount)
            await Answers.ProblemAsync(http, StatusCodes.Status409Conflict, "booking-not-payable");
        else await Answers.CreatedAsync(http, new PaymentBody(Guid.Parse(booking), "succeeded", "wallet", new Money(amount)), PeerJson.Default.PaymentBody);
    }
}
