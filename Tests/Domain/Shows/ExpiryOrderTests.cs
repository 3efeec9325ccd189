using Xunit;

namespace Marquee.Tests.Domain.Shows;

/// <summary>Holds that end in the very moment somebody pays, in whatever order the calls come: what was told is never contradicted.</summary>
public sealed class ExpiryOrderTests
{
    private const int Orders = 4_000;

    private static readonly string[] Answers =
    [
        "held", "refused", "paying", "too late to pay", "sold", "sold after the hold had ended", "gone", "released", "Held", "Gone", "OtherPayment",
    ];

    [Fact]
    public void Thousands_of_orders_around_the_moment_of_expiry_contradict_nothing_that_was_told()
    {
        var heard = new HashSet<string>();
        for (var seed = 0; seed < Orders; seed++)
        {
            var counter = Run(new Counter(), seed);
            Assert.True(counter.Told.Broken.Count == 0, $"Order {seed}: {string.Join("; ", counter.Told.Broken)}");
            heard.UnionWith(counter.Told.Heard);
        }

        Assert.Empty(Answers.Except(heard));
    }

    [Fact]
    public void Every_order_of_paying_confirming_declining_sweeping_and_the_next_customer_contradicts_nothing()
    {
        string[] steps = ["X pay", "X confirm", "X decline", "Y hold", "Y confirm", "sweep"];
        var orders = Permutations(steps).ToList();
        foreach (var order in orders)
            for (var before = 0; before <= steps.Length; before++) Assert.Empty(AroundExpiry(new Counter(), order, before));
        Assert.Equal(720, orders.Count);
    }

    [Fact]
    public void A_map_that_expires_holds_while_they_are_paid_is_found_out() => AssertFoundOut(() => new ExpiresWhilePaying());

    [Fact]
    public void A_map_that_begins_payments_with_an_old_time_is_found_out() => AssertFoundOut(() => new BeginsWithAnOldTime());

    [Fact]
    public void A_map_that_sells_without_looking_is_found_out() => AssertFoundOut(() => new ConfirmsWithoutLooking());

    [Fact]
    public void A_map_that_frees_seats_too_late_is_found_out() => AssertFoundOut(() => new FreesTooLate());

    [Fact]
    public void A_map_that_looks_at_one_seat_of_a_group_is_found_out() => AssertFoundOut(() => new LooksAtOneSeat());

    private static void AssertFoundOut(Func<Counter> careless) =>
        Assert.Contains(Enumerable.Range(0, Orders), seed => Run(careless(), seed).Told.Broken.Count > 0);

    private static Counter Run(Counter counter, int seed)
    {
        var random = new Random(seed);
        var now = Halls.Noon;
        for (var step = 0; step < 40; step++)
        {
            now = Later(random, counter, now);
            counter.Serve(Counter.Steps[random.Next(Counter.Steps.Count)], now);
        }

        return counter;
    }

    /// <summary>Mostly the same instant, sometimes the next, sometimes the last before a hold ends, that one, or the first after it.</summary>
    private static DateTimeOffset Later(Random random, Counter counter, DateTimeOffset now)
    {
        var roll = random.Next(10);
        if (roll < 5) return now;
        var ends = counter.Expiries.Where(until => until > now).DefaultIfEmpty(now).Min();
        var next = roll < 7 ? now.AddTicks(1) : ends.AddTicks(random.Next(-1, 2));
        return next > now ? next : now;
    }

    /// <summary>X has the seats; so many steps are made in the last instant of the hold, the others in the first after it.</summary>
    private static List<string> AroundExpiry(Counter counter, string[] order, int before)
    {
        counter.Serve("X hold", Halls.Noon);
        var end = Halls.Noon + Counter.HoldTime;
        for (var step = 0; step < order.Length; step++) counter.Serve(order[step], step < before ? end.AddTicks(-1) : end);
        return counter.Told.Broken;
    }

    private static IEnumerable<string[]> Permutations(string[] steps)
    {
        if (steps.Length == 0) return [[]];
        return steps.SelectMany(first => Permutations([.. steps.Where(step => step != first)]).Select(rest => (string[])[first, .. rest]));
    }
}
