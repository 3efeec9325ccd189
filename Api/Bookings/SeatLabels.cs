using System.Collections.Immutable;
using Marquee.Api.Http;

namespace Marquee.Api.Bookings;

/// <summary>Labels of seats as clients name them.</summary>
internal static class SeatLabels
{
    private const int Most = 100;
    private const int Longest = 10;

    /// <summary>None where none were named.</summary>
    /// <param name="at">Where in the request they are: what stands before the name of the field.</param>
    public static ImmutableArray<string> Of(IReadOnlyList<string?>? seats, Validation checks, string at = "")
    {
        if (seats is null) return [];
        checks.Check(seats.Count is > 0 and <= Most, $"{at}seats", $"seats must have 1 to {Most} items.");
        if (seats.Count > Most) return [];
        ImmutableArray<string> labels = [.. seats.Select((seat, index) => checks.Text($"{at}seats[{index}]", seat, Longest))];
        checks.Check(labels.Distinct(StringComparer.Ordinal).Count() == labels.Length, $"{at}seats", "seats must not name a seat twice.");
        return labels;
    }
}
