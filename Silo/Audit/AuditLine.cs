using System.Buffers.Binary;
using Marquee.Bookings;
using Marquee.Payments;

namespace Marquee.Silo.Audit;

/// <summary>One line of the audit log; see <see cref="Marquee.Audit.AuditEntry"/>.</summary>
/// <param name="Source">What the line is made from; one line for each source and time.</param>
internal sealed record AuditLine(
    Guid Source, DateTimeOffset At, string Kind, string Actor, string Subject, string? Operation, string? Reason, string Detail)
{
    private const int Milliseconds = 16;
    private const long Version7 = 0x7000;
    private const byte Variant = 0x80;

    /// <summary>The same for the same source and time, so that a line that comes again is none; and in the order of time.</summary>
    public Guid Id => IdOf(Source, At, Rank);

    /// <summary>What comes first of what was told in one breath.</summary>
    private byte Rank => Kind switch
    {
        PaymentChanged.Started or BookingChanged.Created => 0,
        BookingChanged.Confirmed or BookingChanged.Failed or BookingChanged.Canceled => 2,
        _ => 1,
    };

    /// <summary>A version 7 UUID: milliseconds, then the microseconds that are left, the rank, and what is random in the source.</summary>
    private static Guid IdOf(Guid source, DateTimeOffset at, byte rank)
    {
        Span<byte> bytes = stackalloc byte[16];
        source.TryWriteBytes(bytes, bigEndian: true, out _);
        var (milliseconds, microseconds) = Math.DivRem((at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond, 1_000);
        BinaryPrimitives.WriteInt64BigEndian(bytes, (milliseconds << Milliseconds) | Version7 | microseconds);
        bytes[8] = (byte)(Variant | rank);
        return new Guid(bytes, bigEndian: true);
    }
}
