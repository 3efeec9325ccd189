namespace Marquee.LoadTest.Capacity;

/// <summary>What one operation costs, of a kind: processor time in milliseconds by where it is spent, and bytes of PostgreSQL's log.</summary>
internal sealed record Cost(double ApiMs, double SiloMs, double DatabaseMs, double LogBytes)
{
    public static Cost operator *(Cost cost, double times) => new(cost.ApiMs * times, cost.SiloMs * times, cost.DatabaseMs * times, cost.LogBytes * times);

    public static Cost operator +(Cost one, Cost other) =>
        new(one.ApiMs + other.ApiMs, one.SiloMs + other.SiloMs, one.DatabaseMs + other.DatabaseMs, one.LogBytes + other.LogBytes);
}

/// <summary>What every operation costs, and what is kept in memory.</summary>
/// <param name="Page">A search, a list of shows or a show.</param>
/// <param name="SeatMap">A seat map, from the API's memory.</param>
/// <param name="Hold">Seats held, and perhaps never paid.</param>
/// <param name="Booking">From the hold to the confirmed booking.</param>
/// <param name="Told">A change of seats that one stream is told.</param>
/// <param name="ShowBytes">Memory of a show that is awake, in its silo.</param>
/// <param name="StreamBytes">Memory of an open stream, in its API.</param>
internal sealed record Costs(Cost Page, Cost SeatMap, Cost Hold, Cost Booking, Cost Told, double ShowBytes, double StreamBytes);
