using Npgsql;

namespace Marquee.LoadTest.Peers;

/// <summary>Reads what the statements that make a booking return: a row for each seat, the booking's columns in all of them.</summary>
internal static class BookingRows
{
    private static readonly TimeSpan HoldLasts = TimeSpan.FromMinutes(5);

    public static async Task<BookingBody?> ReadAsync(NpgsqlDataReader reader, Guid booking, CancellationToken cancellation)
    {
        var seats = new List<BookedSeatBody>(4);
        BookingBody? body = null;
        while (await reader.ReadAsync(cancellation))
        {
            seats.Add(new BookedSeatBody(SeatPlace.Label(reader.GetInt32(0)), Seat.CategoryName(reader.GetChar(1)), new Money(reader.GetInt64(2))));
            body ??= Body(reader, booking, seats);
        }

        return body;
    }

    private static BookingBody Body(NpgsqlDataReader reader, Guid booking, List<BookedSeatBody> seats)
    {
        var created = reader.GetFieldValue<DateTimeOffset>(3);
        var price = new PriceBody(Amount(4), Amount(5), Amount(6), Amount(7), Amount(8));
        return new BookingBody(booking, "pending", seats, price, created + HoldLasts, created);

        Money Amount(int column) => new(reader.GetInt64(column));
    }
}
