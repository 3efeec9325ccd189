using Marquee.Shows.Domain;
using Marquee.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Shows;

/// <summary>Small halls and people to try the seat rules on.</summary>
internal static class Halls
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset Later = Noon.AddMinutes(5);

    public static SeatPlan Plan(params LayoutRow[] rows) =>
        SeatPlan.Parse(new ScreenLayout([.. rows]), out var errors) ?? throw new ArgumentException(string.Join(" ", errors), nameof(rows));

    public static LayoutRow Row(string label, string seats, SeatCategory category = SeatCategory.Silver, string? wheelchair = null, string? companion = null) =>
        new(label, category, seats, wheelchair is null ? [] : [.. wheelchair.Split(',')], companion is null ? [] : [.. companion.Split(',')]);

    public static SeatMap Map(params LayoutRow[] rows) => new(Plan(rows));

    public static BookingId Booking() => new(Guid.NewGuid());

    public static UserId Customer() => new(Guid.NewGuid());

    public static PaymentId Payment() => new(Guid.NewGuid());

    public static int[] Find(this SeatMap map, params string[] labels) =>
        [.. labels.Select(label => map.Plan.TryFind(label, out var seat) ? seat : throw new ArgumentException($"No seat {label}.", nameof(labels)))];

    public static string[] Labels(this SeatMap map, IEnumerable<int> seats) => [.. seats.Select(seat => map.Plan.Seats[seat].Label)];

    /// <summary>Holds the seats for somebody new and answers whose booking has them.</summary>
    public static BookingId Take(this SeatMap map, params string[] labels)
    {
        var booking = Booking();
        map.Hold(booking, Customer(), map.Find(labels), Noon, Later);
        return booking;
    }

    /// <summary>Sells the seats to somebody new, whose booking has said that it has saved that.</summary>
    public static BookingId Sell(this SeatMap map, params string[] labels)
    {
        var booking = map.Take(labels);
        map.Confirm(booking, map.Find(booking)!.Customer, map.Find(labels), Noon);
        map.Acknowledge(booking, Noon);
        return booking;
    }

    /// <summary>The whole map in one piece.</summary>
    public static byte[] Packed(this SeatMap map) => new SeatPacker(int.MaxValue, map).Pack(map).Rest;

    public static void AssertSame(SeatMap map, SeatMap other)
    {
        Assert.Equal(map.Version, other.Version);
        Assert.Equal(map.Claims.Select(Text).Order(), other.Claims.Select(Text).Order());
        Assert.Equal(Enumerable.Range(0, map.Plan.Count).Where(map.IsBlocked), Enumerable.Range(0, other.Plan.Count).Where(other.IsBlocked));

        static string Text(Claim claim) => $"{claim with { Seats = [] }} {string.Join(',', claim.Seats)}";
    }

    public static string Free(this SeatMap map, DateTimeOffset now) =>
        string.Join(",", map.Plan.Seats.Select((seat, index) => (seat.Label, index)).Where(seat => map.IsFree(seat.index, now)).Select(seat => seat.Label));
}
