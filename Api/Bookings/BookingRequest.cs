using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Bookings;

internal sealed record BookingRequest(string? ShowId, IReadOnlyList<string?>? Seats, BestAvailableRequest? BestAvailable)
{
    public CreateBooking Command(UserId customer, Fingerprint fingerprint, Validation checks)
    {
        // A show id that cannot be one names no show, which is the client's answer too.
        if (string.IsNullOrEmpty(ShowId)) checks.Add("showId", "showId is required.");
        var show = Ids.TryParse<ShowId>(ShowId, out var id) ? id : default;
        checks.Check((Seats is null) != (BestAvailable is null), "seats", "Give either seats or bestAvailable.");
        return new CreateBooking(customer, show, SeatLabels.Of(Seats, checks), BestAvailable?.Wish(checks), fingerprint);
    }
}

/// <param name="AllowSplit">True where seats apart are better than none.</param>
internal sealed record BestAvailableRequest(int? Quantity, SeatCategory? Category, bool? AllowSplit)
{
    private const int MostSensible = 1_000;

    public BestAvailable Wish(Validation checks)
    {
        var quantity = checks.Required("bestAvailable.quantity", Quantity);
        checks.Check(Quantity is null or (> 0 and <= MostSensible), "bestAvailable.quantity", "quantity must be at least 1.");
        return new BestAvailable(quantity, Category, AllowSplit ?? false);
    }
}
