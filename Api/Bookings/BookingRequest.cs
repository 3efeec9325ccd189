using System.Collections.Immutable;
using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Bookings;

internal sealed record BookingRequest(string? ShowId, IReadOnlyList<string?>? Seats, BestAvailableRequest? BestAvailable)
{
    private const int MostNamed = 100;
    private const int LongestLabel = 10;

    public CreateBooking Command(UserId customer, Fingerprint fingerprint, Validation checks)
    {
        // A show id that cannot be one names no show, which is the client's answer too.
        if (string.IsNullOrEmpty(ShowId)) checks.Add("showId", "showId is required.");
        var show = Ids.TryParse<ShowId>(ShowId, out var id) ? id : default;
        checks.Check((Seats is null) != (BestAvailable is null), "seats", "Give either seats or bestAvailable.");
        return new CreateBooking(customer, show, Named(checks), BestAvailable?.Wish(checks), fingerprint);
    }

    private ImmutableArray<string> Named(Validation checks)
    {
        if (Seats is null) return [];
        checks.Check(Seats.Count is > 0 and <= MostNamed, "seats", $"seats must have 1 to {MostNamed} items.");
        if (Seats.Count > MostNamed) return [];
        ImmutableArray<string> labels = [.. Seats.Select((seat, index) => checks.Text($"seats[{index}]", seat, LongestLabel))];
        checks.Check(labels.Distinct(StringComparer.Ordinal).Count() == labels.Length, "seats", "seats must not name a seat twice.");
        return labels;
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
