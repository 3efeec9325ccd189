using Marquee.Api.Http;
using Marquee.Bookings;

namespace Marquee.Api.Bookings;

/// <summary>Reads what bookings are filtered by.</summary>
internal static class BookingFilters
{
    public static BookingStatus? BookingStatus(this Validation checks, string? text)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (text.All(char.IsAsciiLetterLower) && Enum.TryParse<BookingStatus>(text, ignoreCase: true, out var status)) return status;
        checks.Add("status", "status must be one of pending, paying, confirmed, expired, failed, canceling, canceled.");
        return null;
    }

    public static T? IdFilter<T>(this Validation checks, string field, string? text) where T : struct, IId<T> =>
        string.IsNullOrEmpty(text) ? null : checks.Id<T>(field, text);
}
