using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class WatchScheduleTests
{
    private readonly WatchSchedule _watch = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1));
    private readonly SeatMap _map = Map(Row("A", "1-4"));

    [Fact]
    public void A_hold_that_runs_wakes_nobody_and_one_that_is_over_wakes_at_once()
    {
        _map.Take("A1");
        Assert.Empty(_watch.Due(_map.Claims, Later.AddTicks(-1)));
        Assert.Single(_watch.Due(_map.Claims, Later));
    }

    [Fact]
    public void Who_pays_gets_time_to_tell_and_is_then_asked_less_and_less_often()
    {
        var booking = _map.Take("A1");
        _map.BeginPayment(booking, Payment(), Later.AddHours(1), Noon);
        Assert.Empty(_watch.Due(_map.Claims, Noon));
        Assert.Empty(_watch.Due(_map.Claims, Noon.AddSeconds(14)));
        var now = Noon.AddSeconds(15);
        var pauses = new List<double>();
        for (var asked = 0; asked < 6; asked++)
        {
            var claim = Assert.Single(_watch.Due(_map.Claims, now));
            _watch.Asked(claim, now);
            var start = now;
            while (_watch.Due(_map.Claims, now).Count == 0) now += TimeSpan.FromSeconds(1);
            pauses.Add((now - start).TotalSeconds);
        }

        Assert.Equal([5, 10, 20, 40, 60, 60], pauses);
    }

    [Fact]
    public void A_sale_is_asked_about_until_it_is_acknowledged()
    {
        var booking = _map.Take("A1");
        _map.Confirm(booking, Customer(), _map.Find("A1"), Noon);
        Assert.Empty(_watch.Due(_map.Claims, Noon));
        Assert.Single(_watch.Due(_map.Claims, Noon.AddSeconds(15)));
        _map.Acknowledge(booking, Noon);
        Assert.Empty(_watch.Due(_map.Claims, Noon.AddDays(1)));
    }

    [Fact]
    public void A_new_phase_begins_a_new_wait()
    {
        var booking = _map.Take("A1");
        var payment = Payment();
        _map.BeginPayment(booking, payment, Later.AddHours(1), Noon);
        _watch.Due(_map.Claims, Noon);
        _map.ResumeHold(booking, payment, Noon);
        Assert.Empty(_watch.Due(_map.Claims, Noon.AddSeconds(20)));
        Assert.Single(_watch.Due(_map.Claims, Later));
    }
}
