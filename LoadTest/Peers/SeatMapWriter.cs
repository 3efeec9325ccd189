using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Marquee.LoadTest.Peers;

/// <summary>Writes a seat map straight into the response; it makes no object for any seat.</summary>
internal static class SeatMapWriter
{
    public static void Write(IBufferWriter<byte> body, string show, List<Seat> seats)
    {
        using var json = new Utf8JsonWriter(body, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("showId"u8, show);
        json.WriteNumber("version"u8, 0);
        json.WriteStartArray("rows"u8);
        for (var seat = 0; seat < seats.Count;) seat = WriteRow(json, seats, seat);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Writes the row that begins at <paramref name="seat"/> and answers where the next one begins.</summary>
    private static int WriteRow(Utf8JsonWriter json, List<Seat> seats, int seat)
    {
        var row = SeatPlace.Row(seats[seat].Place);
        var label = SeatPlace.RowLabel(row);
        json.WriteStartObject();
        json.WriteString("label"u8, label);
        json.WriteStartArray("seats"u8);
        for (; seat < seats.Count && SeatPlace.Row(seats[seat].Place) == row; seat++) WriteSeat(json, label, seats[seat]);
        json.WriteEndArray();
        json.WriteEndObject();
        return seat;
    }

    private static void WriteSeat(Utf8JsonWriter json, string row, Seat seat)
    {
        var number = SeatPlace.Number(seat.Place);
        Span<char> label = stackalloc char[16];
        label.TryWrite(CultureInfo.InvariantCulture, $"{row}{number}", out var length);
        json.WriteStartObject();
        json.WriteString("label"u8, label[..length]);
        json.WriteString("category"u8, Seat.CategoryName(seat.Category));
        json.WriteString("kind"u8, "standard"u8);
        json.WriteString("status"u8, seat.StatusName);
        json.WriteNumber("x"u8, number - 1);
        json.WriteEndObject();
    }
}
