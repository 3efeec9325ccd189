using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Tests.Theaters;
using Marquee.Theaters.Domain;
using Xunit;

namespace Marquee.Tests.Simulation;

/// <summary>
/// Walks every point of a booking: each message, write and answer is once the last thing that happens before all silos die. Nobody calls
/// afterwards, and still the booking ends right.
/// </summary>
[Collection("simulation")]
public sealed class RecoveryTests
{
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(90);

    [Theory]
    [InlineData(PaymentMethod.Wallet, false, 0)]
    [InlineData(PaymentMethod.Wallet, true, 0)]
    [InlineData(PaymentMethod.Card, false, 0)]
    [InlineData(PaymentMethod.Card, false, 1)]
    [InlineData(PaymentMethod.Card, false, 2)]
    [InlineData(PaymentMethod.Card, true, 3)]
    public void Killed_after_any_step_a_booking_ends_right_within_ninety_seconds_though_nobody_calls(PaymentMethod method, bool givesBack, int seed)
    {
        var point = 1;
        while (Walk(seed, method, givesBack, point)) point++;
        Assert.True(point > 20, $"Only {point} points were found.");
    }

    [Fact]
    public void Killed_after_any_step_who_asks_again_for_the_same_has_paid_from_the_wallet()
    {
        var point = 1;
        while (Walk(0, PaymentMethod.Wallet, givesBack: false, point, insists: true)) point++;
        Assert.True(point > 20, $"Only {point} points were found.");
    }

    [Fact]
    public void Without_reminders_some_point_is_one_of_no_return()
    {
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() =>
        {
            for (var point = 1; Walk(0, PaymentMethod.Wallet, false, point, reminders: false); point++) { }
        });
    }

    /// <summary>False where the booking was over before that point came.</summary>
    private static bool Walk(int seed, PaymentMethod method, bool givesBack, int point, bool reminders = true, bool insists = false)
    {
        var world = new World(seed);
        var (rows, provider) = (new Rows(world), new SimulatedProvider(world));
        var cluster = new Cluster(world, rows, provider);
        var (show, layout) = (Ids.Derive<ShowId>("show"), Catalog.Layout("1-3"));
        var plan = SeatPlan.Parse(layout, out _)!;
        var laws = new Laws(world, rows, provider, plan);
        var customer = new Customer(cluster, show, "customer");
        cluster.Customers.Take(() => _ = Simulation.OpenAsync(cluster, show, layout, [customer]));
        world.RunUntil(WorldClock.Beginning.AddMinutes(1));

        var (first, died) = (world.Steps, false);
        cluster.Reminders.Work = reminders;
        world.Stepped = () =>
        {
            if (died || world.Steps - first != point) return;
            died = true;
            cluster.Crash(0);
            cluster.Crash(1);
        };
        if (insists) customer.BookInsistently(method);
        else customer.BookOnce(method, givesBack);
        // A charge that stays open is ended by its deadline, and that is counted from there.
        var deadline = method == PaymentMethod.Card ? TimeSpan.FromMinutes(2) : TimeSpan.Zero;
        world.RunUntil(world.Now + deadline + Allowed);
        if (!died) return false;
        if (insists) Assert.Equal((BookingStatus.Confirmed, point), (Assert.Single(customer.Told).Status, point));
        Reckoning.Hold(laws, rows, provider, plan, [customer]);
        Assert.True(laws.Breaches.Count == 0 && Reckoning.AllIsOver(rows, plan), $"Killed after step {point}:\n{string.Join('\n', laws.Breaches.Concat(world.Course))}");
        return true;
    }
}
