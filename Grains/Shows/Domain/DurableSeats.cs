using System.Buffers.Binary;
using System.Collections.Immutable;
using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>
/// What readers see of a seat map that is on disk, told from its bytes as <see cref="PackedSeats"/> wrote them: a show has one map in memory,
/// and nobody unpacks another after each write. The bytes have been unpacked once, so they are known to be whole.
/// </summary>
internal readonly ref struct DurableSeats
{
    private readonly SeatPlan _plan;
    private readonly long _version;
    private readonly ReadOnlySpan<byte> _blocked;
    private readonly ReadOnlySpan<byte> _claims;
    private readonly ReadOnlySpan<byte> _archive;

    /// <param name="bytes">None where nothing was ever written: every seat is free.</param>
    public DurableSeats(SeatPlan plan, ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> archive = default)
    {
        _plan = plan;
        if (bytes.IsEmpty) return;
        _archive = archive;
        _version = BinaryPrimitives.ReadInt64LittleEndian(bytes[1..]);
        var blocked = 2 * BinaryPrimitives.ReadUInt16LittleEndian(bytes[9..]);
        _blocked = bytes.Slice(11, blocked);
        _claims = bytes[(11 + blocked + 2)..];
    }

    public SeatTally Tally(DateTimeOffset now)
    {
        var (free, version) = (_plan.Count - (_blocked.Length / 2), _version);
        for (var rest = _archive; !rest.IsEmpty;) free -= new PackedClaim(ref rest).Count;
        for (var rest = _claims; !rest.IsEmpty;)
        {
            var claim = new PackedClaim(ref rest);
            if (claim.Keeps(now)) free -= claim.Count;
            else if (claim.Phase == ClaimPhase.Held) version++;
        }

        return new SeatTally(free, _plan.Count, version);
    }

    /// <summary>When the first of the holds that still keep their seats ends by the clock, or null where there is none.</summary>
    public DateTimeOffset? FreesAt(DateTimeOffset now)
    {
        DateTimeOffset? first = null;
        for (var rest = _claims; !rest.IsEmpty;)
        {
            var claim = new PackedClaim(ref rest);
            if (claim.Phase == ClaimPhase.Held && claim.Keeps(now) && (first is null || claim.Until < first)) first = claim.Until;
        }

        return first;
    }

    /// <summary>Of every seat of the plan, in its order.</summary>
    public ImmutableArray<SeatStatus> Statuses(DateTimeOffset now)
    {
        var seats = ImmutableArray.CreateBuilder<SeatStatus>(_plan.Count);
        seats.Count = _plan.Count;
        Show(_archive, seats, now);
        Show(_claims, seats, now);
        for (var i = 0; i < _blocked.Length; i += 2) seats[BinaryPrimitives.ReadUInt16LittleEndian(_blocked[i..])] = SeatStatus.Blocked;
        return seats.MoveToImmutable();
    }

    private static void Show(ReadOnlySpan<byte> claims, ImmutableArray<SeatStatus>.Builder seats, DateTimeOffset now)
    {
        for (var rest = claims; !rest.IsEmpty;)
        {
            var claim = new PackedClaim(ref rest);
            if (!claim.Keeps(now)) continue;
            var status = claim.Phase == ClaimPhase.Sold ? SeatStatus.Sold : SeatStatus.Held;
            for (var i = 0; i < claim.Count; i++) seats[claim.Seat(i)] = status;
        }
    }
}
