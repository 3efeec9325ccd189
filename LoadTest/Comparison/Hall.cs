namespace Marquee.LoadTest.Comparison;

/// <summary>The hall of every show that is measured, sold two seats beside each other at a time.</summary>
internal sealed class Hall
{
    private readonly string[] _pairs;

    private Hall(int rows, int seatsInRow)
    {
        (Rows, SeatsInRow) = (rows, seatsInRow);
        _pairs = [.. Enumerable.Range(0, rows * seatsInRow / 2).Select(pair => $"\"{Label(2 * pair)}\",\"{Label((2 * pair) + 1)}\"")];
    }

    /// <summary>The largest there is.</summary>
    public static Hall Large { get; } = new(20, 100);

    /// <summary>300 seats.</summary>
    public static Hall Usual { get; } = new(15, 20);

    public int Rows { get; }

    public int SeatsInRow { get; }

    /// <summary>Bookings until it is full.</summary>
    public int Pairs => _pairs.Length;

    /// <summary>Both labels of a pair, as items of a JSON array.</summary>
    public string SeatsOf(int pair) => _pairs[pair];

    private string Label(int seat) => $"{(char)('A' + (seat / SeatsInRow))}{(seat % SeatsInRow) + 1}";
}
