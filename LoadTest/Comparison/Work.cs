using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Comparison;

/// <summary>One kind of work that every side is put to.</summary>
/// <param name="Shows">Shows that one round of it may use up, for a number of seconds.</param>
/// <param name="Most">Turns that so many shows have.</param>
internal sealed record Work(string Name, Func<double, int> Shows, Func<int, long> Most, Func<Side, IReadOnlyList<string>, string, Deed> Deed)
{
    private const int SpreadOver = 200;

    /// <summary>No side is faster than that; a side that is has used its shows up and fails, saying so.</summary>
    private const int FastestHolds = 40_000;
    private const int FastestBookings = 15_000;

    public static IReadOnlyList<Work> All { get; } =
    [
        new("holds, spread", _ => SpreadOver, PairsOf, (side, shows, run) => side.Hold(shows, Spread(side), run)),
        new("holds, one hot show", seconds => HotShows(seconds, FastestHolds), PairsOf, (side, shows, run) => side.Hold(shows, Hot(side), run)),
        new("bookings, spread", _ => SpreadOver, PairsOf, (side, shows, run) => side.Book(shows, Spread(side), run)),
        new("bookings, one hot show", seconds => HotShows(seconds, FastestBookings), PairsOf, (side, shows, run) => side.Book(shows, Hot(side), run)),
        new("seat maps", _ => SpreadOver, _ => long.MaxValue, (_, shows, _) => Side.Read(shows)),
    ];

    private static long PairsOf(int shows) => (long)shows * Hall.Pairs;

    private static int HotShows(double seconds, int fastest) => (int)Math.Ceiling(seconds * fastest / Hall.Pairs);

    private static Func<long, Place> Spread(Side side) => turn => Place.Spread(turn, SpreadOver, side.Callers.Count);

    private static Func<long, Place> Hot(Side side) => turn => Place.Hot(turn, side.Callers.Count);
}
