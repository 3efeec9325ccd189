using Npgsql;

namespace Marquee.LoadTest.Peers;

/// <summary>Reads what the statements that make a booking return: a row for each seat, and in all of them when the booking was made.</summary>
internal static class BookingRows
{
    private static readonly TimeSpan HoldLasts = TimeSpan.FromMinutes(5);

    public static async Task<BookingBody?> ReadAsync(NpgsqlDataReader reader, BookingOrder order, CancellationToken cancellation)
    {
        var seats = new List<BookedSeatBody>(order.Places.Length);
        var created = default(DateTimeOffset);
        while (await reader.ReadAsync(cancellation))
        {
            seats.Add(new BookedSeatBody(SeatPlace.Label(reader.GetInt32(0)), Seat.CategoryName(reader.GetChar(1)), new Money(reader.GetInt64(2))));
            created = reader.GetFieldValue<DateTimeOffset>(3);
        }

        return seats.Count == 0 ? null : new BookingBody(order.Booking, "pending", seats, Price(order, seats), created + HoldLasts, created);
    }

    private static PriceBody Price(BookingOrder order, List<BookedSeatBody> seats)
    {
        var tickets = seats.Sum(seat => seat.Price.Amount);
        return new PriceBody(new(tickets), new(order.Fee), new(order.Tax), new(0), new(tickets + order.Fee + order.Tax));
    }
}
