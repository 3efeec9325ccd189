using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Marquee.Api.Http;
using Marquee.Bookings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Bookings;

/// <summary>
/// Versions of bookings that the client has seen, from the header <c>Min-Version</c>: what it is answered has these or later ones. Every answer
/// that changes a booking tells its version in the same words, as <c>Booking-Version</c>.
/// </summary>
internal readonly record struct MinVersion(ImmutableArray<SeenBooking> Seen)
{
    public const string Header = "Min-Version";
    public const string Told = "Booking-Version";
    public const string Description = "Versions of bookings that were seen, as Booking-Version tells them, with commas between: the answer has them or later ones.";
    private const int Most = 20;

    public static ValueTask<MinVersion> BindAsync(HttpContext http, ParameterInfo _)
    {
        var given = http.Request.Headers[Header].ToString();
        if (given.Length == 0) return new(new MinVersion([]));
        var parts = given.Split(',', StringSplitOptions.TrimEntries);
        if (parts.Length > Most) throw new BadHttpRequestException($"{Header} must name at most {Most} bookings.");
        return new(new MinVersion([.. parts.Select(Read)]));
    }

    public static void Tell(HttpContext http, BookingId booking, int version) =>
        http.Response.Headers[Told] = string.Create(CultureInfo.InvariantCulture, $"{booking}:{version}");

    /// <summary>Nothing older is shown instead.</summary>
    public static ProblemHttpResult NotReached(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Problems.Of(
            StatusCodes.Status409Conflict, "version-not-reached", "What you have seen is not here yet.",
            $"No answer has the versions named in {Header} so far, or there are no such bookings of yours. Ask again in a moment.");
    }

    private static SeenBooking Read(string text)
    {
        var end = text.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && Ids.TryParse<BookingId>(text[..end], out var id)
            && int.TryParse(text.AsSpan(end + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new SeenBooking(id, version)
            : throw new BadHttpRequestException($"{Header} must be ids of bookings, each with a colon and a version: bkg_...:3.");
    }
}
