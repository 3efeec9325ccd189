using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

/// <summary>Everybody's bookings, for those who run the place.</summary>
internal static class AdminBookingEndpoints
{
    private const int LongestReason = 200;

    public static void MapAdminBookings(this RouteGroupBuilder admin)
    {
        var bookings = admin.MapGroup("/bookings").WithTags("Bookings");
        bookings.MapGet("", List).WithName("ListBookings");
        bookings.MapPost("/{id}/refunds", Refund).WithName("RefundBooking");
    }

    private static async Task<Results<Ok<Page<BookingBody>>, ProblemHttpResult>> List(
        string? showId, string? userId, string? status, PageRequest page, MinVersion seen, HttpContext http, IGrainFactory grains, ShowBodies shows)
    {
        var checks = new Validation();
        var (show, customer) = (checks.IdFilter<ShowId>("showId", showId), checks.IdFilter<UserId>("userId", userId));
        var wanted = checks.BookingStatus(status);
        if (checks.Failed) return checks.Problem();

        var query = new BookingListQuery(customer, show, wanted, page.Limit, page.After, seen.Seen);
        if (await grains.GetGrain<IBookingQueries>(0).List(query) is not { } found) return MinVersion.NotReached(http);
        var bookings = await Task.WhenAll(found.Items.Select(item => grains.Grain<IBookingGrain>(item.Id.ToString()).Get(item.Customer)));
        var items = new List<BookingBody>(bookings.Length);
        foreach (var booking in bookings)
            if (booking is not null) items.Add(await BookingBody.OfAsync(booking, shows, forAdmin: true));
        return TypedResults.Ok(new Page<BookingBody>(items, PageRequest.EncodeOptional(found.Next)));
    }

    private static async Task<Results<Created<BookingRefundBody>, ProblemHttpResult>> Refund(
        string id, BookingRefundRequest request, IdempotencyKey key, HttpContext http, IGrainFactory grains)
    {
        if (!Ids.TryParse<BookingId>(id, out var booking)) return Problems.NotFound("booking");
        var checks = new Validation();
        var amount = checks.Required("amount", request.Amount);
        checks.Check(request.Amount is null || amount.Amount > 0, "amount.amount", "amount must be at least 1 minor unit.");
        checks.Check(request.Amount is null || Currencies.IsCode(amount.Currency), "amount.currency", "currency must be an ISO 4217 code such as INR.");
        var reason = checks.Text("reason", request.Reason, LongestReason);
        if (checks.Failed) return checks.Problem();

        var refund = Ids.Derive<RefundId>(id, "admin", key.Value);
        var result = await grains.Grain<IBookingGrain>(id).Refund(new RefundBooking(refund, amount, reason, IdempotencyKey.FingerprintOf("refunds", request)));
        if (result.Refund is not { } asked) return CancellationProblems.Of(result);
        if (result.Version > 0) MinVersion.Tell(http, booking, result.Version);
        if (result.Outcome == RefundBookingOutcome.Replayed) IdempotencyKey.MarkReplayed(http);
        return TypedResults.Created($"/v1/admin/refunds/{refund}", BookingRefundBody.Of(asked));
    }
}

internal sealed record BookingRefundRequest(Money? Amount, string? Reason);
