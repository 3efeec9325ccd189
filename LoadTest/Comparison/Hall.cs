namespace Marquee.LoadTest.Comparison;

/// <summary>The hall of every show that is measured, the largest there is, sold two seats beside each other at a time.</summary>
internal static class Hall
{
    public const int Rows = 20;
    public const int SeatsInRow = 100;

    /// <summary>Bookings until it is full.</summary>
    public const int Pairs = Rows * SeatsInRow / 2;

    private static readonly string[] Bodies = [.. Enumerable.Range(0, Pairs).Select(pair => $"\"{Label(2 * pair)}\",\"{Label((2 * pair) + 1)}\"")];

    /// <summary>Both labels of a pair, as items of a JSON array.</summary>
    public static string SeatsOf(int pair) => Bodies[pair];

    private static string Label(int seat) => $"{(char)('A' + (seat / SeatsInRow))}{(seat % SeatsInRow) + 1}";
}
