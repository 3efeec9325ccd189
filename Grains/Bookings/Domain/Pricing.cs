using Marquee.Shows;

namespace Marquee.Bookings.Domain;

/// <summary>
/// What a booking costs. The fee is a share of the tickets, the tax a share of the fee (ticket prices include theirs); both are worked out
/// once for the whole booking and rounded half away from zero to the minor unit.
/// </summary>
internal static class Pricing
{
    private const int Whole = 10_000;

    /// <param name="feeBasisPoints">Hundredths of a percent of the tickets.</param>
    /// <param name="taxBasisPoints">Hundredths of a percent of the fee.</param>
    /// <exception cref="OverflowException">The total does not fit 64 bits.</exception>
    public static BookingPrice Of(IEnumerable<HeldSeat> seats, string currency, int feeBasisPoints, int taxBasisPoints)
    {
        long tickets = 0;
        foreach (var seat in seats) tickets = checked(tickets + seat.Price);
        var fee = Share(tickets, feeBasisPoints);
        return new BookingPrice(currency, tickets, fee, Share(fee, taxBasisPoints), Discount: 0);
    }

    private static long Share(long amount, int basisPoints) =>
        checked((long)decimal.Round((decimal)amount * basisPoints / Whole, MidpointRounding.AwayFromZero));
}
