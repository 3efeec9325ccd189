namespace Marquee.LoadTest.Capacity;

/// <summary>What one operation costs, of a kind: processor time in milliseconds by where it is spent, and bytes of PostgreSQL's log.</summary>
internal sealed record Cost(double ApiMs, double SiloMs, double DatabaseMs, double LogBytes)
{
    public static Cost operator *(Cost cost, double times) => new(cost.ApiMs * times, cost.SiloMs * times, cost.DatabaseMs * times, cost.LogBytes * times);

    public static Cost operator +(Cost one, Cost other) =>
        new(one.ApiMs + other.ApiMs, one.SiloMs + other.SiloMs, one.DatabaseMs + other.DatabaseMs, one.LogBytes + other.LogBytes);

    /// <summary>What is left of it without the other; nothing costs less than nothing.</summary>
    public static Cost operator -(Cost one, Cost other) =>
        new(Math.Max(0, one.ApiMs - other.ApiMs), Math.Max(0, one.SiloMs - other.SiloMs), Math.Max(0, one.DatabaseMs - other.DatabaseMs), Math.Max(0, one.LogBytes - other.LogBytes));
}

/// <summary>What an operation costs, by how many silos there are: each calls several grains, and of them a part is in another silo.</summary>
/// <param name="Near">With one silo, where none is.</param>
/// <param name="Far">How much more it would be if all were.</param>
internal sealed record OperationCost(Cost Near, Cost Far)
{
    public Cost With(int silos) => Near + (Far * ((silos - 1.0) / silos));

    /// <summary>From what it costs with one silo and with two, where half of the grains are in the other.</summary>
    public static OperationCost Of(Cost one, Cost two) => new(one, (two - one) * 2);
}

/// <summary>What every operation costs, and what is kept in memory.</summary>
/// <param name="Page">A search, a list of shows or a show.</param>
/// <param name="SeatMap">A seat map, from the API's memory.</param>
/// <param name="Hold">Seats held, and perhaps never paid.</param>
/// <param name="Booking">From the hold to the confirmed booking.</param>
/// <param name="Change">Of seats, for each API that keeps the map of their show: it is sent, and the map written anew for who asks next.</param>
/// <param name="Told">A change of seats that one stream is told.</param>
/// <param name="ShowBytes">Memory of a show that is awake, in its silo.</param>
/// <param name="StreamBytes">Memory of an open stream, in its API.</param>
internal sealed record Costs(
    OperationCost Page, OperationCost SeatMap, OperationCost Hold, OperationCost Booking, Cost Change, Cost Told, double ShowBytes, double StreamBytes);
