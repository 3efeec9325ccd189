using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Bookings;

/// <summary>
/// Finds bookings. Owns nothing; the key is ignored. An answer has what was saved before it was asked for, unless the
/// events of it are more than a quarter of a second behind.
/// </summary>
[Alias("marquee.booking-queries")]
public interface IBookingQueries : IGrainWithIntegerKey
{
    /// <summary>Bookings of a customer, newest first.</summary>
    /// <param name="status">Null for all.</param>
    /// <param name="limit">1 to 100; anything else becomes the nearest of these.</param>
    /// <param name="after"><see cref="BookingPage.Next"/> of the page before.</param>
    [Alias("of-customer"), AlwaysInterleave] Task<BookingPage> OfCustomer(UserId customer, BookingStatus? status, int limit, string? after);

    /// <summary>Bookings of a show, a customer, both, or all, newest first. For those who run the place.</summary>
    /// <inheritdoc cref="OfCustomer" path="/param"/>
    [Alias("of"), AlwaysInterleave] Task<BookingPage> Of(ShowId? show, UserId? customer, BookingStatus? status, int limit, string? after);

    /// <summary>Bookings, newest first, not older than the reader has seen them. Null where those versions were not there in time.</summary>
    [Alias("list"), AlwaysInterleave] Task<BookingPage?> List(BookingListQuery query);

    /// <summary>
    /// True where the customer has a booking that is not settled yet, or is confirmed for a show that has not ended. Where that cannot be
    /// told, because news of a booking has not been taken in, it is true too.
    /// </summary>
    [Alias("has-live"), AlwaysInterleave] Task<bool> HasLive(UserId customer);

    /// <summary>Every booking of the customer, newest first.</summary>
    [Alias("all-of"), AlwaysInterleave] Task<ImmutableArray<BookingSummary>> AllOf(UserId customer);
}
