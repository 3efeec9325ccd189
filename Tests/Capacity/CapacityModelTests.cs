using Marquee.LoadTest.Capacity;
using Xunit;

namespace Marquee.Tests.Capacity;

/// <summary>What users need, computed.</summary>
public sealed class CapacityModelTests
{
    private static readonly Cost Free = new(0, 0, 0, 0);
    private static readonly Costs Nothing = new(Always(Free), Always(Free), Always(Free), Always(Free), Free, Free, 0, 0);
    private static readonly Behaviour Still = new() { PagesPerMinute = 0, SeatMapsPerMinute = 0, Watching = 0, HoldsPerMinute = 0 };
    private static readonly Machines Full = new() { Used = 1, Cores = 10, DatabaseCores = 10 };

    [Fact]
    public void Each_operation_counts_as_often_as_users_do_it_and_with_what_it_costs()
    {
        var behaviour = Still with { PagesPerMinute = 6, SeatMapsPerMinute = 3, HoldsPerMinute = 1.2, Paid = 0.5 };
        var costs = Nothing with { Page = Always(new(1, 0, 0, 0)), SeatMap = Always(new(2, 0, 0, 0)), Hold = Always(new(0, 10, 0, 100)), Booking = Always(new(0, 0, 100, 1_000)) };
        var plant = new CapacityModel(behaviour, costs, Full).For(10_000);

        Assert.Equal((1_000, 500, 200, 100), (plant.PagesPerSecond, plant.SeatMapsPerSecond, plant.HoldsPerSecond, plant.BookingsPerSecond));
        // A hold that is paid is a booking, and costs what that costs.
        Assert.Equal((2, 1, 10), (plant.ApiCores, plant.SiloCores, plant.DatabaseCores));
        Assert.Equal((110_000, 600), (plant.LogBytesPerSecond, plant.EventsPerSecond));
    }

    [Fact]
    public void Machines_are_used_no_further_than_they_may_be_and_are_whole()
    {
        var behaviour = Still with { PagesPerMinute = 60 };
        var costs = Nothing with { Page = Always(new(1, 1, 1, 0)) };
        var plant = new CapacityModel(behaviour, costs, Full with { Used = 0.5 }).For(5_100);

        Assert.Equal((2, 2, 2), (plant.ApiMachines, plant.Silos, plant.Databases));
    }

    [Fact]
    public void Calls_to_other_silos_cost_more_the_more_of_them_there_are_and_may_need_one_more()
    {
        Assert.Equal(new Cost(1, 2, 3, 100), OperationCost.Of(new(1, 2, 3, 100), new(1, 4, 3.5, 90)).With(1));
        Assert.Equal(new Cost(1, 4, 3.5, 100), OperationCost.Of(new(1, 2, 3, 100), new(1, 4, 3.5, 90)).With(2));
        Assert.Equal(new Cost(0, 9, 0, 0), OperationCost.Of(Free, new(0, 6, 0, 0)).With(4));

        // 1,500 a second take 15 processors where none goes to another silo, 22.5 with two, and 25 with three.
        var costs = Nothing with { Page = OperationCost.Of(new(0, 10, 0, 0), new(0, 15, 0, 0)) };
        Assert.Equal((3, 25), Round(new CapacityModel(Still with { PagesPerMinute = 60 }, costs, Full).For(1_500)));

        static (int, double) Round(Plant plant) => (plant.Silos, Math.Round(plant.SiloCores, 6));
    }

    [Fact]
    public void A_change_of_seats_goes_to_each_API_that_somebody_who_looks_at_the_show_has_come_to()
    {
        // A hundred users look at a show, so every one of the five APIs has its map; a hundred holds a second are two hundred changes.
        var behaviour = Still with { Watching = 1, HoldsPerMinute = 0.6, ShowsPerUser = 0.01, Crowding = 1 };
        var costs = Nothing with { Change = new Cost(1, 2, 0, 0) };
        var plant = new CapacityModel(behaviour, costs, Full with { StreamsPerApi = 2_000 }).For(10_000);
        Assert.Equal((5, 1, 2), (plant.Apis, Math.Round(plant.ApiCores, 3), Math.Round(plant.SiloCores, 3)));

        // And where few look, hardly any API has it.
        plant = new CapacityModel(behaviour with { ShowsPerUser = 10 }, costs, Full with { StreamsPerApi = 2_000 }).For(10_000);
        Assert.InRange(plant.ApiCores, 0.01, 0.03);
    }

    [Fact]
    public void Streams_need_processes_though_they_cost_no_processor_and_are_told_what_changes_where_they_look()
    {
        var behaviour = Still with { Watching = 0.5, HoldsPerMinute = 6, Paid = 1, ShowsPerUser = 0.1, Crowding = 2 };
        var plant = new CapacityModel(behaviour, Nothing, Full with { StreamsPerApi = 1_000, ApisPerMachine = 4 }).For(10_000);

        // Five watch a show, ten where seats change hands, and each of a thousand holds a second is two changes.
        Assert.Equal((5_000, 5, 2, 20_000), (plant.Streams, plant.Apis, plant.ApiMachines, plant.ToldPerSecond));
    }

    [Fact]
    public void What_is_full_first_is_full_with_that_many_users_and_not_with_one_less()
    {
        var model = new CapacityModel(new Behaviour(), MeasuredCosts.Here, new Machines());
        var limits = model.Limits();

        Assert.Equal(limits.OrderBy(limit => limit.Users), limits);
        var streams = limits.Single(limit => limit.What.Contains("streams", StringComparison.Ordinal)).Users;
        Assert.Equal((1, 2), (model.For(streams - 1).Apis, model.For(streams + 20).Apis));
        var database = limits.First(limit => limit.What.Contains("one database", StringComparison.Ordinal)).Users;
        Assert.Equal(1, model.For(database - 1).Databases);
        Assert.Equal(2, model.For(database + 1).Databases);
    }

    [Theory]
    [InlineData("--users 10,0")]
    [InlineData("--users ten")]
    [InlineData("--count 5")]
    [InlineData("--assume /nowhere/at/all.json")]
    [InlineData("--measure yes")]
    [InlineData("--users")]
    public void What_is_not_understood_is_refused(string arguments)
    {
        Assert.False(CapacityOptions.TryParse(arguments.Split(' '), out _, out var error));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Assumptions_of_a_file_take_the_place_of_the_usual_ones_and_a_typo_is_no_assumption()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, """{"behaviour": {"watching": 0.25}, "machines": {"cores": 64}}""");
            Assert.True(CapacityOptions.TryParse(["--assume", file], out var options, out _));
            Assert.Equal((0.25, 2, 64), (options.Assumptions.Behaviour.Watching, options.Assumptions.Behaviour.PagesPerMinute, options.Assumptions.Machines.Cores));

            File.WriteAllText(file, """{"behavior": {}}""");
            Assert.False(CapacityOptions.TryParse(["--assume", file], out _, out var error));
            Assert.Contains("behavior", error, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static OperationCost Always(Cost cost) => new(cost, Free);
}
