namespace Marquee.Theaters;

/// <summary>What a place is made for. A companion place is sold only together with the wheelchair place beside it.</summary>
public enum SeatKind : byte
{
    Standard = 0,
    Wheelchair = 1,
    Companion = 2,
}
