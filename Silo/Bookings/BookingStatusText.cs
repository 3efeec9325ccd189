using System.Text.Json;
using Marquee.Bookings;

namespace Marquee.Silo.Bookings;

/// <summary>A status as events and tables spell it.</summary>
internal static class BookingStatusText
{
    public static string Of(BookingStatus status) => JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}
