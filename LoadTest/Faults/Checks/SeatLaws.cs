using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Checks;

/// <summary>Who had which seat when.</summary>
internal static class SeatLaws
{
    /// <summary>Two clients that were both told that one seat is theirs, at a time that no order of the requests explains.</summary>
    public static IEnumerable<Breach> OneHolderAtATime(Evidence evidence)
    {
        var tenures = evidence.Stories
            .SelectMany(story => Tenure.Certain(story, evidence.HoldTime).SelectMany(tenure => story.Seats.Select(seat => (story.Show, seat, story.Booking, tenure))))
            .GroupBy(held => (held.Show, held.seat));
        foreach (var seat in tenures)
        {
            var latest = default((string Booking, Tenure Tenure)?);
            foreach (var (_, _, booking, tenure) in seat.OrderBy(held => held.tenure.From))
            {
                if (latest is { } before && before.Booking != booking && before.Tenure.Meets(tenure))
                    yield return new Breach("I1", $"Seat {seat.Key.seat} of {seat.Key.Show} was promised to {before.Booking} and to {booking} at once.");
                if (latest is not { } last || tenure.To > last.Tenure.To) latest = (booking, tenure);
            }
        }
    }

    public static IEnumerable<Breach> OneBuyer(Evidence evidence) => Sold(evidence.Books)
        .GroupBy(sold => (sold.Show, sold.Seat))
        .Where(seat => seat.Count() > 1)
        .Select(seat => new Breach("I1", $"Seat {seat.Key.Seat} of {seat.Key.Show} is sold to {string.Join(" and ", seat.Select(sold => sold.Booking))}."));

    /// <summary>A seat is sold where a confirmed booking has it, and nowhere else; and nobody holds one any more.</summary>
    public static IEnumerable<Breach> MapIsWhatWasSold(Evidence evidence)
    {
        var sold = Sold(evidence.Books).Select(row => (row.Show, row.Seat)).ToHashSet();
        foreach (var seat in evidence.Books.Seats)
        {
            var bought = sold.Contains((seat.Show, seat.Seat));
            if (bought && seat.Status != "sold") yield return new Breach("I4", $"Seat {seat.Seat} of {seat.Show} belongs to a confirmed booking and is {seat.Status}.");
            if (!bought && seat.Status == "sold") yield return new Breach("I10", $"Seat {seat.Seat} of {seat.Show} is sold to nobody.");
            if (!bought && seat.Status == "held") yield return new Breach("I10", $"Seat {seat.Seat} of {seat.Show} is stuck.");
        }
    }

    private static IEnumerable<(string Show, string Seat, string Booking)> Sold(Books books) =>
        books.Bookings.Values.Where(booking => booking.Status == "confirmed").SelectMany(booking => booking.Seats.Select(seat => (booking.Show, seat, booking.Id)));
}
