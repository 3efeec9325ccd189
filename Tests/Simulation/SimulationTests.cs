using System.Collections.Concurrent;
using System.Globalization;
using Xunit;

namespace Marquee.Tests.Simulation;

/// <summary>After all others and alone: it takes every processor there is, and others have clocks to watch.</summary>
[CollectionDefinition("simulation", DisableParallelization = true)]
public sealed class SimulationTestGroup;

/// <summary>
/// Thousands of courses of events, each from a seed. <c>MARQUEE_SIMULATION_SEED</c> repeats one and tells it, <c>MARQUEE_SIMULATION_COUNT</c>
/// runs more or fewer.
/// </summary>
[Collection("simulation")]
public sealed class SimulationTests
{
    private const int Usual = 10_000;

    [Fact]
    public void Whatever_fails_in_whatever_order_no_seat_is_sold_twice_and_no_money_is_lost()
    {
        if (Number("MARQUEE_SIMULATION_SEED") is { } seed)
        {
            Fail(Simulation.Run(seed));
            return;
        }

        var failed = new ConcurrentBag<Simulation>();
        var (count, sold) = (Number("MARQUEE_SIMULATION_COUNT") ?? Usual, 0);
        Parallel.For(0, count, (number, state) =>
        {
            var simulation = Simulation.Run(number);
            Interlocked.Add(ref sold, simulation.Sold);
            if (simulation.Breaches.Count == 0) return;
            failed.Add(simulation);
            state.Stop();
        });
        if (failed.MinBy(simulation => simulation.World.Seed) is { } first) Fail(first);
        Assert.True(sold > count, $"Only {sold} bookings in {count} courses of events.");
    }

    [Fact]
    public void A_seed_is_one_course_of_events() => Assert.Equal(Simulation.Run(7).World.Course, Simulation.Run(7).World.Course);

    /// <summary>Among the thousands above are those whose clocks differ; this is how far.</summary>
    [Fact]
    public void The_clocks_of_the_silos_are_minutes_apart_in_many_of_them()
    {
        var apart = Enumerable.Range(0, 1_000).Select(seed => new World(seed, clocksDiffer: true)).Select(world => world.ClockOf(1).GetUtcNow() - world.ClockOf(0).GetUtcNow()).ToList();
        Assert.InRange(apart.Count(by => by > TimeSpan.FromMinutes(2)), 200, 400);
        Assert.True(apart.Max() > TimeSpan.FromMinutes(9));
    }

    [Fact]
    public void Without_versions_two_activations_undo_each_other() => Finds((rows, _, _) => rows.ChecksVersions = false);

    [Fact]
    public void Answers_before_the_write_are_broken_promises_after_a_crash() => Finds((rows, _, _) => rows.AnswersEarly = true);

    [Fact]
    public void Without_reminders_what_a_crash_left_is_never_ended() => Finds((_, _, cluster) => cluster.Reminders.Work = false, "I10");

    [Fact]
    public void A_provider_that_does_not_know_repeats_is_paid_twice() => Finds((_, provider, _) => provider.KnowsRepeats = false, "I2", "I3");

    [Fact]
    public void A_charge_that_was_given_up_and_not_barred_arrives_later() =>
        Finds((_, provider, _) => provider.Bars = false, new Weather(0, 0, 0.1, 0, 0.5), "I2", "I3");

    /// <summary>The same laws find what a guard is there for, once it is gone.</summary>
    private static void Finds(Action<Rows, SimulatedProvider, Cluster> without, params string[] laws) => Finds(without, null, laws);

    private static void Finds(Action<Rows, SimulatedProvider, Cluster> without, Weather? weather, params string[] laws)
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var breaches = Simulation.Run(seed, without, weather).Breaches;
            if (breaches.Any(breach => laws.Length == 0 || laws.Any(law => breach.StartsWith(law, StringComparison.Ordinal)))) return;
        }

        Assert.Fail("3,000 courses of events without the guard, and nothing was found.");
    }

    private static void Fail(Simulation simulation) => Assert.True(
        simulation.Breaches.Count == 0,
        $"""
        Seed {simulation.World.Seed} breaks {simulation.Breaches.Count} laws; repeat it alone with
        MARQUEE_SIMULATION_SEED={simulation.World.Seed} ./test --filter FullyQualifiedName~SimulationTests.Whatever
        {string.Join(Environment.NewLine, simulation.Breaches)}

        {string.Join(Environment.NewLine, simulation.World.Course.TakeLast(400))}
        """);

    private static int? Number(string name) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
