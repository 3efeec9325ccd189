namespace Marquee.Theaters;

/// <summary>The price class of a row of seats. Numbers are stored: append only.</summary>
public enum SeatCategory : byte
{
    Silver = 0,
    Gold = 1,
    Platinum = 2,
}
