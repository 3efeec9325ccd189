using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Marquee.LoadTest.Peers;

/// <summary>Pays for a booking: money first, then seats, each in a transaction of its own.</summary>
internal static class PaymentEndpoint
{
    /// <param name="confirm">The statement that sells the seats.</param>
    public static void MapPayments(this IEndpointRouteBuilder routes, BookingStore store, string confirm) =>
        routes.MapPost("/v1/bookings/{id:guid}/payments", http => PayAsync(http, store, confirm));

    private static async Task PayAsync(HttpContext http, BookingStore store, string confirm)
    {
        var booking = Guid.Parse((string)http.Request.RouteValues["id"]!);
        var request = await http.Request.ReadFromJsonAsync(PeerJson.Default.PaymentRequest, http.RequestAborted);
        if (request?.Method != "wallet")
        {
            await Answers.UnreadableAsync(http);
            return;
        }

        // Money that has moved is followed to its end even if the client has gone.
        var payment = await store.PayAsync(booking, CancellationToken.None);
        if (payment.Outcome != PaymentOutcome.Captured)
        {
            await (payment.Outcome == PaymentOutcome.Declined
                ? Answers.ProblemAsync(http, StatusCodes.Status402PaymentRequired, "payment-declined")
                : Answers.ProblemAsync(http, StatusCodes.Status409Conflict, "booking-not-payable"));
        }
        else if (await store.ConfirmAsync(confirm, booking, payment, CancellationToken.None))
        {
            await Answers.CreatedAsync(
                http, new PaymentBody(booking, "succeeded", "wallet", new Money(payment.Amount)), PeerJson.Default.PaymentBody);
        }
        else
        {
            await store.RefundAsync(booking, CancellationToken.None);
            await Answers.ProblemAsync(http, StatusCodes.Status409Conflict, "hold-expired");
        }
    }
}
