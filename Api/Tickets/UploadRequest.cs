using Marquee.Api.Http;
using Marquee.Tickets;

namespace Marquee.Api.Tickets;

/// <summary>Scans of a device that could not ask.</summary>
/// <param name="Device">Stands for the door in every scan that names none.</param>
internal sealed record UploadRequest(string? Device, IReadOnlyList<UploadedScanRequest?>? Entries)
{
    private const int Most = 100;
    private const int LongestId = 255;

    /// <summary>Each scan with the id that the device gave it, in the order of their times.</summary>
    public IReadOnlyList<(string Id, TicketScan Scan)> Scans(UserId by, DoorPass pass, Validation checks)
    {
        var device = checks.Optional("device", Device, CheckInRequest.LongestDoor);
        checks.Check(Entries is { Count: > 0 and <= Most }, "entries", $"entries must have 1 to {Most} items.");
        if (Entries is null || checks.Failed) return [];
        var scans = new List<(string Id, TicketScan Scan)>(Entries.Count);
        for (var i = 0; i < Entries.Count; i++)
        {
            var (entry, at) = (Entries[i] ?? new UploadedScanRequest(null, null, null), $"entries[{i}].");
            var id = checks.Text($"{at}id", entry.Id, LongestId);
            var scannedAt = checks.Required($"{at}scannedAt", entry.ScannedAt);
            scans.Add((id, new CheckInRequest(entry.Code, entry.Seats, entry.ShowId, entry.Door ?? device).Scan(by, pass, id, checks, at, scannedAt)));
        }

        checks.Check(scans.DistinctBy(scan => scan.Id).Count() == scans.Count, "entries", "entries must not have an id twice.");
        return [.. scans.OrderBy(scan => scan.Scan.ScannedAt)];
    }
}

/// <param name="Id">The device's own name for this scan: the Idempotency-Key under which it was tried, or would have been.</param>
/// <param name="ScannedAt">When the guests were let in; a time that is yet to come counts as now.</param>
internal sealed record UploadedScanRequest(
    string? Id, string? Code, DateTimeOffset? ScannedAt, IReadOnlyList<string?>? Seats = null, string? ShowId = null, string? Door = null);

/// <param name="Refused">How many should not have been let in: each says why.</param>
internal sealed record UploadedBody(IReadOnlyList<UploadedScanBody> Items, int Accepted, int Refused);

/// <param name="Id">As the device named it.</param>
/// <param name="Status">checked-in, or refused.</param>
/// <param name="Code">Why, as the problem codes of a single check-in.</param>
/// <param name="CheckIns">The check-ins that stood in the way.</param>
/// <param name="Seats">The seats that were let in, or stood in the way.</param>
internal sealed record UploadedScanBody(
    string Id, string Status, string? Code, string? Title, string? BookingId, CheckInBody? CheckIn, IReadOnlyList<string> Seats, IReadOnlyList<CheckInBody> CheckIns)
{
    public static UploadedScanBody Of(string id, CheckInResult result)
    {
        var booking = result.Booking?.ToString();
        if (result.CheckIn is { } made) return new(id, "checked-in", null, null, booking, CheckInBody.Of(made), made.Seats, []);
        var (code, title) = TicketProblems.Words(result.Outcome);
        return new(id, "refused", code, title, booking, null, result.Seats, CheckInBody.AllOf(result.Earlier));
    }
}
