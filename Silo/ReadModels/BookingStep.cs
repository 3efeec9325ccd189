using Marquee.Bookings;
using Marquee.Silo.Bookings;
using Marquee.Silo.Reports;
using Marquee.Storage;
using Npgsql;
using Orleans.Serialization;

namespace Marquee.Silo.ReadModels;

/// <summary>Bookings as lists show them, and what was sold.</summary>
internal sealed class BookingStep(Serializer serializer) : IRebuildStep
{
    public string Name => "bookings";

    public string StateType => "booking/booking";

    public IReadOnlyList<string> KeysOfRows { get; } = [Rows.KeysOf("booking_view"), Rows.KeysOf("booking_sale")];

    public async Task RemoveAsync(NpgsqlTransaction transaction, string[] keys, CancellationToken cancellation)
    {
        await Rows.RunAsync(transaction, "DELETE FROM booking_view WHERE id = ANY ($1)", cancellation, keys);
        await Rows.RunAsync(transaction, "DELETE FROM booking_sale WHERE id = ANY ($1)", cancellation, keys);
    }

    public void Write(NpgsqlBatch batch, IReadOnlyList<StoredState> states)
    {
        var bookings = new List<(BookingChanged Booking, byte[] Payload)>();
        foreach (var state in states)
        {
            var booking = state.Read<BookingState>(serializer);
            if (booking.Price is null) continue;
            // Which change it was is not kept in any row.
            var told = BookingViews.Event(Ids.Parse<BookingId>(state.Key), booking, BookingChanged.Created, state.SavedAt);
            bookings.Add((Events.Read<BookingChanged>(told.Payload.Span), told.Payload.ToArray()));
        }

        BookingProjection.AddTo(batch, bookings);
        SaleProjection.AddTo(batch, bookings.Select(booking => booking.Booking));
    }
}
