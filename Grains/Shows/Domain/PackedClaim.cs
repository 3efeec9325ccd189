using System.Buffers.Binary;

namespace Marquee.Shows.Domain;

/// <summary>What of a packed claim decides who may have its seats, where it lies in the bytes.</summary>
internal readonly ref struct PackedClaim
{
    private const int Flags = 16 + 16;
    private const int UntilAt = Flags + 1;
    private readonly long _until;
    private readonly ReadOnlySpan<byte> _seats;

    /// <param name="rest">Begins with the claim; afterwards with what follows it.</param>
    public PackedClaim(ref ReadOnlySpan<byte> rest)
    {
        var flags = rest[Flags];
        Phase = (ClaimPhase)(flags & PackedSeats.PhaseMask);
        _until = BinaryPrimitives.ReadInt64LittleEndian(rest[UntilAt..]);
        var count = UntilAt + 8 + ((flags & PackedSeats.PaymentFlag) != 0 ? 16 + 8 : 0);
        _seats = rest.Slice(count + 1, 2 * rest[count]);
        rest = rest[(count + 1 + _seats.Length)..];
    }

    public ClaimPhase Phase { get; }

    public DateTimeOffset Until => new(_until, TimeSpan.Zero);

    public int Count => _seats.Length / 2;

    public bool Keeps(DateTimeOffset now) => Claim.Keeps(Phase, _until, now);

    public int Seat(int number) => BinaryPrimitives.ReadUInt16LittleEndian(_seats[(2 * number)..]);
}
