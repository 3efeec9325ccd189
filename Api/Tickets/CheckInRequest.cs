using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Tickets;

namespace Marquee.Api.Tickets;

/// <param name="Code">As it was read from the ticket.</param>
/// <param name="Seats">Labels of those who come in; left out for all on the ticket.</param>
/// <param name="ShowId">The show that is let in at this door; left out for any.</param>
/// <param name="Door">Name of the door or of the device, told to who scans the ticket again.</param>
internal sealed record CheckInRequest(string? Code, IReadOnlyList<string?>? Seats = null, string? ShowId = null, string? Door = null)
{
    public const int LongestCode = 1_000;
    public const int LongestDoor = 60;

    public TicketScan Scan(UserId by, DoorPass pass, string key, Validation checks, string at = "", DateTimeOffset? scannedAt = null) => new(
        IdOf(by, key),
        checks.Text($"{at}code", Code, LongestCode),
        SeatLabels.Of(Seats, checks, at),
        by,
        pass,
        string.IsNullOrEmpty(ShowId) ? null : checks.Id<ShowId>($"{at}showId", ShowId),
        checks.Optional($"{at}door", Door, LongestDoor),
        scannedAt,
        // Not the door: a scan that is uploaded later may name the device instead.
        IdempotencyKey.FingerprintOf("checkins", this with { Door = null }));

    /// <summary>The same for a scan that got no answer and is uploaded later under its key.</summary>
    private static CheckInId IdOf(UserId by, string key) => Ids.Derive<CheckInId>(by.ToString(), "checkins", key);
}
