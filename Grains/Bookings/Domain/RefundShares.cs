using System.Collections.Immutable;

namespace Marquee.Bookings.Domain;

/// <summary>
/// How what a booking cost falls upon its seats. Every seat's part is the difference of two rounded running sums, in the order in which the
/// seats were booked: so the parts of all seats add up to the whole to the minor unit, whichever are given back first and with which others.
/// Rounded half away from zero, as prices are.
/// </summary>
internal static class RefundShares
{
    private const int Whole = 100;

    /// <summary>What goes back for these seats: that percentage of their tickets, and their part of the fee where it goes back too.</summary>
    public static long Of(BookingState booking, ImmutableArray<string> labels, int percent, bool withFee)
    {
        var price = booking.Price!;
        // A discount is one on the tickets first, and what exceeds them one on the fee.
        var tickets = Math.Max(0, price.Tickets - price.Discount);
        var fee = price.Total.Amount - tickets;
        // Free tickets weigh the same, or their fee would fall upon nobody.
        var free = price.Tickets == 0;
        var whole = free ? booking.Seats.Length : price.Tickets;
        long sum = 0, before = 0;
        foreach (var seat in booking.Seats)
        {
            var after = before + (free ? 1 : seat.Price);
            if (labels.Contains(seat.Label))
            {
                sum += Share(Share(tickets, after, whole), percent, Whole) - Share(Share(tickets, before, whole), percent, Whole);
                if (withFee) sum += Share(fee, after, whole) - Share(fee, before, whole);
            }

            before = after;
        }

        return sum;
    }

    private static long Share(long amount, long part, long whole) =>
        checked((long)decimal.Round((decimal)amount * part / whole, MidpointRounding.AwayFromZero));
}
