namespace Marquee.LoadTest.Invariants;

/// <summary>What must be so after a run, whatever happened in it: what clients were told, the books and the seat maps tell one story.</summary>
internal static class Checks
{
    /// <summary>What the clients alone can know.</summary>
    public static IEnumerable<Finding> OfHistory(IReadOnlyList<Told> history)
    {
        var confirmed = history.Where(told => told.Status == ToldStatus.Confirmed).ToList();
        yield return new Finding(
            "Nobody was told that they have a seat that somebody else was told they have", confirmed.Count, Twice(confirmed.Select(told => (told.Show, told.Seats))));
    }

    public static IEnumerable<Finding> OfBooks(IReadOnlyList<Told> history, Books books)
    {
        var kept = books.Bookings.ToDictionary(booking => booking.Booking);
        var sold = books.Bookings.Where(booking => booking.Status == "confirmed").ToList();
        yield return new Finding("No seat is sold twice", sold.Count, Twice(sold.Select(booking => (booking.Show, booking.Seats))));
        yield return EachIs("Every booking that a client was told is confirmed is, with the same seats at the same price", history, kept, ToldStatus.Confirmed, Fault);
        yield return EachIs("Every booking that a client was told is canceled is", history, kept, ToldStatus.Canceled, (_, booking) => Unless("canceled", booking));
        yield return EachIs("Every booking that a client gave up is over", history, kept, ToldStatus.GivenUp, (_, booking) => Unless("expired", booking));
        yield return new Finding(
            "Every booking has come to an end", kept.Count,
            [.. books.Bookings.Where(booking => !booking.IsAtRest).Select(booking => $"{booking.Booking} is {booking.Status}")]);
        yield return None("Every event was taken in, and none is a dead letter", books.Unmoved);
        yield return None("The ledger adds up to zero, event by event", books.Unbalanced);
        yield return None("The payment provider's journal equals the ledger, operation by operation", books.UnlikeTheProviders);
    }

    public static IEnumerable<Finding> OfMaps(Books books, IReadOnlyList<MappedSeats> maps)
    {
        var bookings = books.Bookings.ToLookup(booking => booking.Show);
        var (wrong, stuck) = (new List<string>(), new List<string>());
        foreach (var map in maps)
        {
            var sold = bookings[map.Show].Where(booking => booking.Status == "confirmed").SelectMany(booking => booking.Seats).ToHashSet();
            wrong.AddRange(sold.Except(map.Sold).Select(seat => $"{seat} of {map.Show} is booked and not sold"));
            wrong.AddRange(map.Sold.Except(sold).Select(seat => $"{seat} of {map.Show} is sold and not booked"));
            stuck.AddRange(map.Held.Select(seat => $"{seat} of {map.Show} is held"));
        }

        yield return new Finding("The seats that are sold are those of the confirmed bookings", maps.Count, wrong);
        yield return new Finding("No seat is stuck", maps.Count, stuck);
    }

    private static List<string> Twice(IEnumerable<(string Show, IReadOnlyList<string> Seats)> sales) =>
        [.. sales.SelectMany(sale => sale.Seats.Select(seat => $"{seat} of {sale.Show}")).GroupBy(seat => seat).Where(seat => seat.Count() > 1).Select(seat => seat.Key)];

    private static Finding None(string name, long count) => new(name, 1, count == 0 ? [] : [$"{count} are not"]);

    private static Finding EachIs(string name, IReadOnlyList<Told> history, Dictionary<string, Kept> kept, ToldStatus status, Func<Told, Kept, string?> fault)
    {
        var told = history.Where(told => told.Status == status && told.Booking.Length > 0).ToList();
        return new Finding(name, told.Count, [.. told
            .Select(told => (told.Booking, Fault: kept.TryGetValue(told.Booking, out var booking) ? fault(told, booking) : "is not there"))
            .Where(found => found.Fault is not null).Select(found => $"{found.Booking} {found.Fault}")]);
    }

    private static string? Unless(string status, Kept booking) => booking.Status == status ? null : $"is {booking.Status}";

    private static string? Fault(Told told, Kept booking) =>
        booking.Status != "confirmed" ? $"is {booking.Status}"
        : !booking.Seats.Order().SequenceEqual(told.Seats.Order()) ? "has other seats"
        : (booking.Amount, booking.Currency) != (told.Amount, told.Currency) ? "has another price"
        : null;
}
