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

        var back = PackedSeats.Unpack(map.Plan, map.Packed());

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
        Assert.Equal(map.Packed(), back.Packed());
    }

    [Fact]
    public void An_empty_row_is_an_empty_hall() =>
        Assert.Equal("A1,A2", PackedSeats.Unpack(Plan(Row("A", "1-2")), []).Free(Noon));

    [Fact]
    public void Bytes_of_another_hall_or_a_torn_row_are_refused()
    {
        var map = Map(Row("A", "1-8"));
        map.Take("A8");
        var bytes = map.Packed();
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(Plan(Row("A", "1-2")), bytes));
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, bytes.AsSpan(0, bytes.Length - 1)));
        bytes[0] = 9;
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, bytes));
    }

    [Fact]
    public void A_booking_of_two_seats_takes_no_more_than_fifty_bytes()
    {
        var map = Map(Row("A", "1-8"));
        var empty = map.Packed().Length;
        map.Take("A1", "A2");
        Assert.InRange(map.Packed().Length - empty, 1, 50);
    }

    [Fact]
    public void Settled_sales_go_into_an_archive_once_some_have_gathered_and_stay_there()
    {
        var map = Map(Row("A", "1-30"));
        var packer = new SeatPacker(100, map);
        map.Sell("A1");
        map.Sell("A2");
        Assert.Equal((0, false), Archived(packer.Pack(map)));

        map.Sell("A3");
        var third = packer.Pack(map);
        Assert.Equal((3, true), Archived(third));
        map.Take("A9");
        var fourth = packer.Pack(map);
        Assert.Equal((3, false), Archived(fourth));
        Assert.Same(third.Archive, fourth.Archive);
        Assert.Equal(map.Packed().Length - fourth.Archive.Length, fourth.Rest.Length);
        AssertSame(map, PackedSeats.Unpack(map.Plan, fourth.Rest, fourth.Archive));
    }

    [Fact]
    public void A_sale_that_is_given_back_leaves_the_archive()
    {
        var map = Map(Row("A", "1-30"));
        var packer = new SeatPacker(0, map);
        var (first, second) = (map.Sell("A1", "A2"), map.Sell("A3"));
        Assert.Equal((2, true), Archived(packer.Pack(map)));
        map.Free(first, map.Find("A1"));
        var part = packer.Pack(map);
        Assert.Equal((2, true), Archived(part));
        AssertSame(map, PackedSeats.Unpack(map.Plan, part.Rest, part.Archive));

        map.Free(first, map.Find("A2"));
        map.Free(second, map.Find("A3"));
        var nothing = packer.Pack(map);
        Assert.Equal((0, true), Archived(nothing));
        AssertSame(map, PackedSeats.Unpack(map.Plan, nothing.Rest, nothing.Archive));

        SeatPacker Again() => new(0, PackedSeats.Unpack(map.Plan, nothing.Rest, nothing.Archive), nothing.Archive);
        Assert.Equal((0, false), Archived(Again().Pack(map)));
    }

    [Fact]
    public void An_archive_that_is_missing_or_does_not_belong_there_is_refused()
    {
        var map = Map(Row("A", "1-8"));
        map.Sell("A1");
        var packed = new SeatPacker(0, map).Pack(map);
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, packed.Rest));
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, packed.Rest, packed.Archive.AsSpan(0, packed.Archive.Length - 1)));
        Assert.Throws<InvalidDataException>(() => PackedSeats.Unpack(map.Plan, map.Packed(), packed.Archive));
    }

    private static (int Claims, bool IsNew) Archived(PackedMap packed) => (PackedSeats.CountOf(packed.Archive), packed.ArchiveIsNew);
}
