namespace Marquee.Shows.Domain;

/// <summary>A seat map in three numbers.</summary>
/// <param name="Free">Seats that can be held.</param>
/// <param name="Version">Rises with every change, also when the clock alone frees a seat.</param>
internal readonly record struct SeatTally(int Free, int Total, long Version);
