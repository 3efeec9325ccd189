using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

/// <summary>Seats that were bought and are given back.</summary>
public sealed class FreedSeatsTests
{
    private readonly SeatMap _map = Map(Row("A", "1-4"));

    private BookingId Buy(params string[] labels)
    {
        var booking = _map.Take(labels);
        _map.Confirm(booking, Customer(), _map.Find(labels), Noon);
        _map.Acknowledge(booking, Noon);
        return booking;
    }

    [Fact]
    public void They_are_free_at_once_and_the_rest_stays_sold()
    {
        var booking = Buy("A1", "A2", "A3");
        var version = _map.Version;
        Assert.True(_map.Free(booking, _map.Find("A2")));
        Assert.Equal("A2,A4", _map.Free(Noon));
        Assert.True(_map.Version > version);
        Assert.True(_map.Free(booking, _map.Find("A1", "A3")));
        Assert.Empty(_map.Claims);
    }

    [Fact]
    public void Given_back_once_more_they_stay_whose_they_are_now()
    {
        var first = Buy("A1", "A2");
        _map.Free(first, _map.Find("A1"));
        var second = Buy("A1");
        var version = _map.Version;
        Assert.False(_map.Free(first, _map.Find("A1")));
        Assert.Equal((version, "A3,A4"), (_map.Version, _map.Free(Noon)));
        Assert.Equal(second, _map.Claims.Single(claim => claim.Seats.Contains(0)).Booking);
    }

    [Fact]
    public void Only_what_was_bought_is_given_back()
    {
        var booking = _map.Take("A1");
        Assert.False(_map.Free(booking, _map.Find("A1")));
        Assert.False(_map.Free(Booking(), _map.Find("A1")));
        Assert.Equal("A2,A3,A4", _map.Free(Noon));
    }

    [Fact]
    public void A_map_with_seats_given_back_is_the_same_after_it_was_on_disk()
    {
        var booking = Buy("A1", "A2", "A3");
        _map.Free(booking, _map.Find("A2"));
        var again = PackedSeats.Unpack(_map.Plan, _map.Packed());
        Assert.Equal((_map.Free(Noon), _map.Version), (again.Free(Noon), again.Version));
        Assert.Equal(_map.Find("A1", "A3"), again.Find(booking)!.Seats);
    }
}
