using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Api.Payments;
using Marquee.Api.Shows;
using Marquee.Api.Shows.Live;
using Marquee.Bookings;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

internal static class BookingEndpoints
{
    public static void MapBookings(this RouteGroupBuilder v1)
    {
        var bookings = v1.MapGroup("/bookings").WithTags("Bookings").RequireAuthorization();
        bookings.MapPost("", Create).WithName("CreateBooking");
        bookings.MapGet("/{id}", Get).WithName("GetBooking").WithMetadata(new CarriesOn());
        bookings.MapDelete("/{id}", GiveUp).WithName("GiveUpBooking").WithMetadata(new CarriesOn(), new Repeatable());
        bookings.MapPost("/{id}/payments", Pay).WithName("PayBooking").WithMetadata(new CarriesOn()).ProducesProblem(StatusCodes.Status402PaymentRequired);
        bookings.MapCancellations();
    }

    private static async Task<Results<Created<BookingBody>, ProblemHttpResult>> Create(
        BookingRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, ShowBodies shows,
        LiveSeats live)
    {
        var checks = new Validation();
        var customer = user.UserId();
        var command = request.Command(customer, IdempotencyKey.FingerprintOf("bookings", request), checks);
        if (checks.Failed) return checks.Problem();

        var id = Ids.Derive<BookingId>(customer.ToString(), key.Value);
        var result = await grains.Grain<IBookingGrain>(id.ToString()).Create(command);
        switch (result.Outcome)
        {
            case CreateBookingOutcome.Created:
                break;
            case CreateBookingOutcome.Replayed:
                IdempotencyKey.MarkReplayed(http);
                break;
            case CreateBookingOutcome.KeyReused:
                return Problems.KeyReused();
            case CreateBookingOutcome.InProgress:
                return Problems.InProgress(http);
            default:
                return BookingProblems.Of(result.Refusal, result.Seats, http);
        }

        live.Doubt(result.Booking!.Show.Id);
        MinVersion.Tell(http, id, result.Booking.Version);
        return TypedResults.Created($"/v1/bookings/{id}", await BookingBody.OfAsync(result.Booking, shows));
    }

    private static async Task<Results<Ok<BookingBody>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, ShowBodies shows)
    {
        if (!Ids.TryParse<BookingId>(id, out _) || await grains.Grain<IBookingGrain>(id).Get(user.UserId()) is not { } booking) return Problems.NotFound("booking");
        MinVersion.Tell(http, booking.Id, booking.Version);
        return TypedResults.Ok(await BookingBody.OfAsync(booking, shows));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> GiveUp(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, LiveSeats live)
    {
        if (!Ids.TryParse<BookingId>(id, out _)) return Problems.NotFound("booking");
        var booking = grains.Grain<IBookingGrain>(id);
        switch (await booking.GiveUp(user.UserId()))
        {
            case GiveUpOutcome.GivenUp:
                if (await booking.Get(user.UserId()) is { } gone)
                {
                    live.Doubt(gone.Show.Id);
                    MinVersion.Tell(http, gone.Id, gone.Version);
                }

                return TypedResults.NoContent();
            case GiveUpOutcome.NotFound:
                return Problems.NotFound("booking");
            default:
                return BookingProblems.NotPending();
        }
    }

    private static async Task<Results<Created<PaymentBody>, ProblemHttpResult>> Pay(
        string id, PaymentRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, LiveSeats live)
    {
        if (!Ids.TryParse<BookingId>(id, out var booking)) return Problems.NotFound("booking");
        var checks = new Validation();
        var instrument = request.Instrument(checks);
        if (checks.Failed) return checks.Problem();

        var payment = Ids.Derive<PaymentId>(id, key.Value);
        var command = new PayBooking(user.UserId(), payment, instrument, IdempotencyKey.FingerprintOf("payments", request));
        var result = await grains.Grain<IBookingGrain>(id).Pay(command);
        live.Doubt(result.Show);
        switch (result.Outcome)
        {
            case PayBookingOutcome.Answered:
                break;
            case PayBookingOutcome.Replayed:
                IdempotencyKey.MarkReplayed(http);
                break;
            case PayBookingOutcome.KeyReused:
                return Problems.KeyReused();
            case PayBookingOutcome.InProgress:
                return Problems.InProgress(http);
            default:
                return BookingProblems.Of(result.Outcome);
        }

        if (result.Version > 0) MinVersion.Tell(http, booking, result.Version);
        if (result.Payment!.Status == PaymentStatus.Failed) return BookingProblems.Declined(result.Payment);
        return TypedResults.Created($"/v1/bookings/{id}", PaymentBody.Of(result.Payment));
    }
}
