using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class PackedSeatsTests
{
    [Fact]
    public void A_map_comes_back_from_its_bytes_as_it_was()
    {
        var map = Map(Row("A", "1-8"), Row("B", "1-8"));
        map.Take("A1", "A2");
        var paying = map.Take("A3");
        map.BeginPayment(paying, Payment(), Later.AddMinutes(10), Noon);
        var sold = map.Take("B1", "B2");
        map.Confirm(sold, map.Find(sold)!.Customer, map.Find("B1", "B2"), Noon);
        map.Acknowledge(sold, Noon);
        map.Release(map.Take("B8"));
        map.Block(map.Find("A8", "B5"), Noon);

        var back = PackedSeats.Unpack(map.Plan, new SeatPacker().Pack(map));

        Assert.Equal(map.Version, back.Version);
        Assert.Equal(map.Free(Noon), back.Free(Noon));
        Assert.Equal(map.Free(Later), back.Free(Later));
        foreach (var claim in map.Claims)
        {
            var other = back.Find(claim.Booking)!;
            Assert.Equal(claim with { Seats = other.Seats }, other);
            Assert.Equal(claim.Seats, other.Seats);
        }

        Assert.Equal(map.Claims.Count, back.Claims.Count);
        Assert.Equal(new SeatPacker().Pack(map), new SeatPacker().Pack(back));
    }

    [Fact]
    public void An_empty_row_is_an_empty_hall() =>
        Assert.Equal("A1,A2", PackedSeats.Unpack(Plan(Row("A", "1-2")), []).Free(Noon));

    [Fact]
    public void Bytes_of_another_hall_or_a_torn_row_are_refused()
    {
        var map = Map(Row("A", "1-8"));
        map.Take("A8");
        var bytes = new SeatPacker().Pack(map);
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(Plan(Row("A", "1-2")), bytes));
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, bytes.AsSpan(0, bytes.Length - 1)));
        bytes[0] = 9;
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, bytes));
    }

    [Fact]
    public void A_booking_of_two_seats_takes_no_more_than_fifty_bytes()
    {
        var map = Map(Row("A", "1-8"));
        var empty = new SeatPacker().Pack(map).Length;
        map.Take("A1", "A2");
        Assert.InRange(new SeatPacker().Pack(map).Length - empty, 1, 50);
    }
}
