using System.Text.Json;
using System.Text.Json.Serialization;
using Marquee.Shows;
using Marquee.Theaters;

namespace Marquee.Api.Shows;

/// <summary>The seat map as the API shows it: <c>{showId, version, rows: [{label, seats: [{label, category, kind, status, x}]}]}</c>.</summary>
[JsonConverter(typeof(SeatMapJson))]
internal sealed record SeatMapBody(SeatMapView Map);

/// <summary>Writes the map straight from the grain's answer: a hall of 2,000 seats makes no object for any of them.</summary>
internal sealed class SeatMapJson : JsonConverter<SeatMapBody>
{
    private static readonly JsonEncodedText Label = JsonEncodedText.Encode("label");
    private static readonly JsonEncodedText Category = JsonEncodedText.Encode("category");
    private static readonly JsonEncodedText Kind = JsonEncodedText.Encode("kind");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText X = JsonEncodedText.Encode("x");
    private static readonly JsonEncodedText[] Categories = NamesOf<SeatCategory>();
    private static readonly JsonEncodedText[] Kinds = NamesOf<SeatKind>();
    private static readonly JsonEncodedText[] Statuses = NamesOf<SeatStatus>();

    public static JsonEncodedText NameOf(SeatStatus status) => Statuses[(int)status];

    public override SeatMapBody Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Nobody sends a seat map.");

    public override void Write(Utf8JsonWriter writer, SeatMapBody value, JsonSerializerOptions options)
    {
        var map = value.Map;
        writer.WriteStartObject();
        writer.WriteString("showId"u8, map.Show.ToString());
        writer.WriteNumber("version"u8, map.Version);
        writer.WriteStartArray("rows"u8);
        var seats = map.Plan.Seats;
        for (var seat = 0; seat < seats.Length;) seat = WriteRow(writer, map, seat);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes the row that begins at <paramref name="seat"/> and answers where the next one begins.</summary>
    private static int WriteRow(Utf8JsonWriter writer, SeatMapView map, int seat)
    {
        var seats = map.Plan.Seats;
        var row = seats[seat].Row;
        writer.WriteStartObject();
        writer.WriteString(Label, row);
        writer.WriteStartArray("seats"u8);
        for (; seat < seats.Length && seats[seat].Row == row; seat++) WriteSeat(writer, seats[seat], map.Status[seat]);
        writer.WriteEndArray();
        writer.WriteEndObject();
        return seat;
    }

    private static void WriteSeat(Utf8JsonWriter writer, PlannedSeat seat, SeatStatus status)
    {
        writer.WriteStartObject();
        writer.WriteString(Label, seat.Label);
        writer.WriteString(Category, Categories[(int)seat.Category]);
        writer.WriteString(Kind, Kinds[(int)seat.Kind]);
        writer.WriteString(Status, Statuses[(int)status]);
        writer.WriteNumber(X, seat.X);
        writer.WriteEndObject();
    }

    /// <summary>By value: these enumerations are numbered from 0 without gaps.</summary>
    private static JsonEncodedText[] NamesOf<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => JsonEncodedText.Encode(JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString())))];
}
