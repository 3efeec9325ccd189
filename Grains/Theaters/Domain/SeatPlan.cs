using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Marquee.Theaters.Domain;

/// <summary>
/// A layout read and checked: every place of the hall in one list, row by row from the picture to the back, left to right. A place is
/// known by its index in that list; the order of a layout never changes once shows are sold with it.
/// </summary>
public sealed class SeatPlan
{
    /// <summary>Places in the largest hall.</summary>
    public const int MostSeats = 2_000;

    private readonly FrozenDictionary<string, int> _byLabel;

    internal SeatPlan(ImmutableArray<PlannedSeat> seats, ImmutableArray<SeatRow> rows)
    {
        Seats = seats;
        Rows = rows;
        Columns = seats.Max(seat => seat.X) + 1;
        _byLabel = seats.Select((seat, index) => KeyValuePair.Create(seat.Label, index)).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<PlannedSeat> Seats { get; }

    public ImmutableArray<SeatRow> Rows { get; }

    public int Count => Seats.Length;

    /// <summary>Width of the plan, aisles included.</summary>
    public int Columns { get; }

    /// <summary>Reads a layout. Null where it is not valid, and then at least one error says why.</summary>
    public static SeatPlan? Parse(ScreenLayout layout, out ImmutableArray<string> errors) => LayoutReader.Read(layout, out errors);

    public bool TryFind(string label, out int seat) => _byLabel.TryGetValue(label, out seat);

    /// <summary>Finds every label, each place once. False where the hall lacks some, which are then named.</summary>
    public bool TryFindAll(IReadOnlyCollection<string> labels, out int[] seats, out string[] unknown)
    {
        var found = new List<int>(labels.Count);
        List<string>? missing = null;
        foreach (var label in labels)
        {
            if (!TryFind(label, out var seat)) (missing ??= []).Add(label);
            else if (!found.Contains(seat)) found.Add(seat);
        }

        seats = [.. found];
        unknown = missing is null ? [] : [.. missing];
        return missing is null;
    }

    /// <summary>True where the two places touch: same row, next column.</summary>
    public bool Beside(int seat, int other) =>
        Seats[seat].Row == Seats[other].Row && Math.Abs(Seats[seat].X - Seats[other].X) == 1;
}

/// <summary>One row of a plan: its places are <paramref name="First"/> and the <paramref name="Count"/> - 1 after it.</summary>
public readonly record struct SeatRow(string Label, SeatCategory Category, int First, int Count)
{
    public int End => First + Count;
}
