using Marquee.LoadTest.Load;

namespace Marquee.LoadTest.Comparison;

/// <summary>One kind of work that every side is put to.</summary>
/// <param name="Shows">Shows that the side may use up in a number of seconds.</param>
/// <param name="Most">Turns that so many shows have.</param>
internal sealed record Work(string Name, Func<Side, double, int> Shows, Func<int, long> Most, Func<Side, IReadOnlyList<string>, string, Deed> Deed)
{
    private const int SpreadOver = 200;
    private const string SeatMaps = "seat maps";

    public static IReadOnlyList<Work> All { get; } =
    [
        new("holds, spread", (side, seconds) => Math.Max(SpreadOver, HotShows(seconds, side.MostHolds)), PairsOf, (side, shows, run) => side.Hold(shows, Spread(side, shows.Count), run)),
        new("holds, one hot show", (side, seconds) => HotShows(seconds, side.MostHolds), PairsOf, (side, shows, run) => side.Hold(shows, Hot(side), run)),
        new("bookings, spread", (_, _) => SpreadOver, PairsOf, (side, shows, run) => side.Book(shows, Spread(side, shows.Count), run)),
        new("bookings, one hot show", (side, seconds) => HotShows(seconds, side.MostBookings), PairsOf, (side, shows, run) => side.Book(shows, Hot(side), run)),
        new(SeatMaps, (_, _) => SpreadOver, _ => long.MaxValue, (_, shows, _) => Side.Read(shows)),
    ];

    /// <summary>False where the side has nothing of the kind: a bare web server books nothing.</summary>
    public bool Fits(Side side) =>
        Shows(side, 1) > 0 && (side.MostBookings > 0 || !Name.StartsWith("bookings", StringComparison.Ordinal)) && (side.HasSeatMaps || Name != SeatMaps);

    private static long PairsOf(int shows) => (long)shows * Hall.Large.Pairs;

    private static int HotShows(double seconds, int fastest) => (int)Math.Ceiling(seconds * fastest / Hall.Large.Pairs);

    private static Func<long, Place> Spread(Side side, int shows) => turn => Place.Spread(turn, shows, side.Callers.Count);

    private static Func<long, Place> Hot(Side side) => turn => Place.Hot(turn, side.Callers.Count);
}
