using Marquee.Storage;
using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>
/// The seat map as bytes, some forty for each booking, because it is written with every change. Little endian:
/// format (1), version (8), blocked count (2) and indexes (2 each), claim count (2), then for each claim booking (16), customer (16),
/// phase and flags (1), until (8, ticks UTC), payment and its deadline (16 + 8, only where there is one), seat count (1) and indexes (2 each).
/// Format 2 says that there are more claims, one after the other, in an archive beside it; who knows format 1 alone must not take it for all.
/// </summary>
internal static class PackedSeats
{
    internal const byte PaymentFlag = 0x80;
    internal const byte PhaseMask = 0x0F;
    internal const byte Alone = 1;
    internal const byte WithArchive = 2;
    private const byte AcknowledgedFlag = 0x40;

    /// <exception cref="InvalidDataException">The bytes are not a seat map of this plan.</exception>
    public static SeatMap Unpack(SeatPlan plan, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> archive = default)
    {
        var map = new SeatMap(plan);
        if (bytes.IsEmpty && archive.IsEmpty) return map;
        try
        {
            var reader = new PackedReader(bytes);
            var format = reader.Byte();
            if (format is not (Alone or WithArchive)) throw new InvalidDataException($"A seat map of format {format} is not known here.");
            if (format == WithArchive == archive.IsEmpty) throw new InvalidDataException("The seat map on disk and its archive do not belong together.");
            var version = reader.Long();
            var blocked = new int[reader.Short()];
            for (var i = 0; i < blocked.Length; i++) blocked[i] = reader.Short();
            // Those of the archive first: in this order they were settled.
            var claims = new List<Claim>();
            for (var archived = new PackedReader(archive); !archived.AtEnd;) claims.Add(ReadClaim(ref archived));
            for (var left = reader.Short(); left > 0; left--) claims.Add(ReadClaim(ref reader));
            map.Restore(version, claims, blocked);
            return map;
        }
        catch (Exception failure) when (failure is ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            throw new InvalidDataException("The seat map on disk does not fit the show's plan.", failure);
        }
    }

    /// <summary>Claims in an archive.</summary>
    internal static int CountOf(ReadOnlySpan<byte> archive)
    {
        var count = 0;
        for (; !archive.IsEmpty; count++) _ = new PackedClaim(ref archive);
        return count;
    }

    internal static int SizeOf(Claim claim) => 16 + 16 + 1 + 8 + (claim.Payment == default ? 0 : 24) + 1 + (2 * claim.Seats.Length);

    internal static void Write(ref PackedWriter writer, Claim claim)
    {
        var flags = (byte)claim.Phase;
        if (claim.Acknowledged) flags |= AcknowledgedFlag;
        if (claim.Payment != default) flags |= PaymentFlag;
        writer.Id(claim.Booking.Value);
        writer.Id(claim.Customer.Value);
        writer.Byte(flags);
        writer.Long(claim.Until.UtcTicks);
        if (claim.Payment != default)
        {
            writer.Id(claim.Payment.Value);
            writer.Long(claim.PayUntil.UtcTicks);
        }

        writer.Byte(checked((byte)claim.Seats.Length));
        foreach (var seat in claim.Seats) writer.Short(seat);
    }

    private static Claim ReadClaim(ref PackedReader reader)
    {
        var booking = new BookingId(reader.Id());
        var customer = new UserId(reader.Id());
        var flags = reader.Byte();
        var until = reader.Time();
        PaymentId payment = default;
        DateTimeOffset payUntil = default;
        if ((flags & PaymentFlag) != 0)
        {
            payment = new PaymentId(reader.Id());
            payUntil = reader.Time();
        }

        var seats = new int[reader.Byte()];
        for (var i = 0; i < seats.Length; i++) seats[i] = reader.Short();
        return new Claim(booking, customer, seats, (ClaimPhase)(flags & PhaseMask), until, payment, payUntil, (flags & AcknowledgedFlag) != 0);
    }
}
