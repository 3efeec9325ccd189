using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

/// <summary>The view says which bookings there are, each booking how it is now.</summary>
internal static class MyBookingsEndpoint
{
    public static void MapMyBookings(this RouteGroupBuilder v1) =>
        v1.MapGet("/me/bookings", List).WithTags("Bookings").WithName("ListMyBookings").RequireAuthorization();

    private static async Task<Results<Ok<Page<BookingBody>>, ProblemHttpResult>> List(
        string? status, PageRequest page, MinVersion seen, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, ShowBodies shows)
    {
        var checks = new Validation();
        var wanted = checks.BookingStatus(status);
        if (checks.Failed) return checks.Problem();

        var customer = user.UserId();
        var query = new BookingListQuery(customer, null, wanted, page.Limit, page.After, seen.Seen, Owner: customer);
        if (await grains.GetGrain<IBookingQueries>(0).List(query) is not { } found) return MinVersion.NotReached(http);
        var bookings = await Task.WhenAll(found.Items.Select(item => grains.Grain<IBookingGrain>(item.Id.ToString()).Get(customer)));
        var items = new List<BookingBody>(bookings.Length);
        foreach (var booking in bookings)
            if (booking is not null) items.Add(await BookingBody.OfAsync(booking, shows));
        return TypedResults.Ok(new Page<BookingBody>(items, PageRequest.EncodeOptional(found.Next)));
    }
}
