using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Theaters;
using Marquee.Theaters.Domain;
using Marquee.Wallets;

namespace Marquee.Tests.Simulation;

/// <summary>One course of events: a show of six seats, customers who want them, a storm of faults, and a long calm in which all must heal.</summary>
internal sealed class Simulation
{
    private const int Customers = 4;
    private static readonly TimeSpan Storm = TimeSpan.FromMinutes(3);

    /// <summary>Longer than any message, charge or answer of the storm is under way.</summary>
    private static readonly TimeSpan Aftermath = TimeSpan.FromMinutes(6);

    /// <summary>All must have healed by then, though nobody calls any more.</summary>
    private static readonly TimeSpan Healing = TimeSpan.FromMinutes(25);

    private Simulation(World world, IReadOnlyList<string> breaches, int sold) => (World, Breaches, Sold) = (world, breaches, sold);

    public World World { get; }

    /// <summary>The laws that were broken, the first one first.</summary>
    public IReadOnlyList<string> Breaches { get; }

    /// <summary>Bookings that were confirmed: where there are none, nothing was tried.</summary>
    public int Sold { get; }

    /// <param name="without">Takes a guard away before anything begins.</param>
    /// <param name="weather">Drawn from the seed where it is not given.</param>
    public static Simulation Run(int seed, Action<Rows, SimulatedProvider, Cluster>? without = null, Weather? weather = null)
    {
        var world = new World(seed, clocksDiffer: true);
        weather ??= Weather.Of(world.Chance);
        var (rows, provider) = (new Rows(world), new SimulatedProvider(world));
        var cluster = new Cluster(world, rows, provider);
        without?.Invoke(rows, provider, cluster);
        var show = Ids.Derive<ShowId>("show");
        var layout = Catalog.Layout("1-3", "1-3");
        var plan = SeatPlan.Parse(layout, out _)!;
        var laws = new Laws(world, rows, provider, plan);
        var customers = Enumerable.Range(0, Customers).Select(number => new Customer(cluster, show, $"customer {number}")).ToList();
        provider.Tells = payment => cluster.Customers.Take(() => _ = TellAsync(cluster, payment));

        cluster.Customers.Take(() => _ = OpenAsync(cluster, show, layout, customers));
        world.RunUntil(WorldClock.Beginning.AddMinutes(1));
        SetWeather(weather);
        foreach (var customer in customers) customer.Begin();
        for (var second = 0; second < Storm.TotalSeconds; second++)
        {
            if (world.Happens(weather.Crashes)) cluster.Crash(world.Chance.Next(2));
            if (world.Happens(weather.Splits)) cluster.Split();
            if (world.Happens(0.02)) cluster.ForgetAnIdleGrain();
            world.RunUntil(world.Now.AddSeconds(1));
        }

        SetWeather(Weather.Calm);
        var end = world.Now + Healing;
        world.RunUntil(world.Now + Aftermath);
        while (world.Now < end && !Reckoning.AllIsOver(rows, plan)) world.RunUntil(world.Now.AddMinutes(1));
        Reckoning.Hold(laws, rows, provider, plan, customers);
        return new Simulation(world, laws.Breaches, rows.All<BookingState>().Count(row => row.State.Status == BookingStatus.Confirmed));

        void SetWeather(Weather next) => rows.Weather = provider.Weather = cluster.Weather = next;
    }

    internal static async Task OpenAsync(Cluster cluster, ShowId show, Marquee.Theaters.ScreenLayout layout, IReadOnlyList<Customer> customers)
    {
        var start = WorldClock.Beginning.AddDays(2);
        await cluster.GrainFactory.Grain<IShowGrain>(show.ToString()).Open(new OpenShow(
            Ids.Derive<MovieId>("movie"), Ids.Derive<TheaterId>("theater"), Ids.Derive<ScreenId>("screen"), 1, layout, start, start.AddHours(2), "Asia/Kolkata", "Hindi", null,
            new SeatPrices("INR", 20_000, 30_000, 40_000), new ShowRules()));
        foreach (var customer in customers)
        {
            await cluster.GrainFactory.Grain<IWalletGrain>(customer.Id.ToString()).Move(
                new WalletMovement(Ids.Derive<PaymentId>(customer.Id.ToString()).Value, new Money(70_000, "INR"), CounterAccounts.TopUps, "gift"));
        }
    }

    private static async Task TellAsync(Cluster cluster, PaymentId payment)
    {
        try
        {
            if (await cluster.GrainFactory.Grain<IPaymentGrain>(payment.ToString()).Hear() is { Booking: { } booking })
                await cluster.GrainFactory.Grain<IBookingGrain>(booking.ToString()).PaymentChanged(payment);
        }
        catch (Exception failure)
        {
            cluster.World.Tell($"webhook of {payment}: {failure.GetType().Name}");
        }
    }
}
