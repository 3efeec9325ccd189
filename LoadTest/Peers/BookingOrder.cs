using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Marquee.LoadTest.Peers;

/// <summary>Who wants which seats of which show, under the id that the booking will have.</summary>
internal sealed record BookingOrder(Guid Booking, int Customer, int Show, int[] Places)
{
    private const long FeeOfSeat = 1_000;
    private const long TaxOfSeat = 180;

    public long Fee => Places.Length * FeeOfSeat;

    public long Tax => Places.Length * TaxOfSeat;

    /// <summary>Null where the request names no show, customer or seats.</summary>
    public static async ValueTask<BookingOrder?> ReadAsync(HttpContext http)
    {
        var request = await http.Request.ReadFromJsonAsync(PeerJson.Default.BookingRequest, http.RequestAborted);
        if (request is not { ShowId: { } showId, Seats: { Length: > 0 } labels } || !TryParseId(showId, 's', out var show)) return null;
        if (!TryParseId(http.Request.Headers["X-Customer"].ToString(), 'c', out var customer)) return null;
        // Ids that rise with time go to the end of the index instead of all over it.
        return TryParsePlaces(labels, out var places) ? new BookingOrder(Guid.CreateVersion7(), customer, show, places) : null;
    }

    public static bool TryParseId(ReadOnlySpan<char> text, char kind, out int id)
    {
        id = 0;
        return text.Length > 1 && text[0] == kind && int.TryParse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private static bool TryParsePlaces(string[] labels, [NotNullWhen(true)] out int[]? places)
    {
        places = new int[labels.Length];
        for (var i = 0; i < labels.Length; i++)
            if (!SeatPlace.TryParse(labels[i], out places[i])) return false;
        return true;
    }
}
