using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Api.Shows.Live;
using Marquee.Bookings;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Marquee.Api.Bookings;

/// <summary>Giving seats back, and what that would bring.</summary>
internal static class CancellationEndpoints
{
    public static void MapCancellations(this RouteGroupBuilder bookings)
    {
        bookings.MapGet("/{id}/refund-quote", Quote).WithName("QuoteRefund");
        bookings.MapPost("/{id}/cancellation", Cancel).WithName("CancelBooking").WithMetadata(new CarriesOn());
    }

    private static async Task<Results<Ok<RefundQuoteBody>, ProblemHttpResult>> Quote(string id, string? seats, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (!Ids.TryParse<BookingId>(id, out _)) return Problems.NotFound("booking");
        var checks = new Validation();
        var wanted = SeatLabels.Of(string.IsNullOrEmpty(seats) ? null : seats.Split(','), checks);
        if (checks.Failed) return checks.Problem();

        if (await grains.Grain<IBookingGrain>(id).Quote(user.UserId(), wanted) is not { } quote) return Problems.NotFound("booking");
        return quote.Outcome is CancelOutcome.Canceled or CancelOutcome.TooLate ? TypedResults.Ok(RefundQuoteBody.Of(quote)) : CancellationProblems.Of(quote.Outcome, quote.Seats);
    }

    private static async Task<Results<Ok<BookingBody>, ProblemHttpResult>> Cancel(
        string id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] CancellationRequest? request, IdempotencyKey key, ClaimsPrincipal user,
        HttpContext http, IGrainFactory grains, ShowBodies shows, LiveSeats live)
    {
        if (!Ids.TryParse<BookingId>(id, out _)) return Problems.NotFound("booking");
        request ??= new CancellationRequest();
        var checks = new Validation();
        var seats = SeatLabels.Of(request.Seats, checks);
        if (checks.Failed) return checks.Problem();

        var refund = Ids.Derive<RefundId>(id, "cancellation", key.Value);
        var command = new CancelBooking(user.UserId(), seats, request.RefundTo ?? RefundTo.Source, refund, IdempotencyKey.FingerprintOf("cancellation", request));
        var result = await grains.Grain<IBookingGrain>(id).Cancel(command);
        if (result.Booking is not { } booking) return CancellationProblems.Of(result.Outcome, result.Seats);
        live.Doubt(booking.Show.Id);
        MinVersion.Tell(http, booking.Id, booking.Version);
        if (result.Outcome == CancelOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        return TypedResults.Ok(await BookingBody.OfAsync(booking, shows));
    }
}

/// <param name="Seats">Labels; left out for all that the booking still has.</param>
internal sealed record CancellationRequest(IReadOnlyList<string?>? Seats = null, RefundTo? RefundTo = null);
