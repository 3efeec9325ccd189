using Marquee.LoadTest.Faults;
using Marquee.LoadTest.Faults.Scenarios;
using Xunit;

namespace Marquee.Tests.Faults;

public sealed class FaultsOptionsTests
{
    [Fact]
    public void Every_scenario_has_a_name_of_its_own() =>
        Assert.Equal(Catalogue.All.Count, Catalogue.All.Select(scenario => scenario.Name).Distinct().Count());

    [Fact]
    public void Scenarios_are_asked_for_by_name()
    {
        Assert.True(FaultsOptions.TryParse(["--scenario", "kill-hot,clocks", "--seed", "7", "--repeat", "3"], out var options, out _));
        Assert.Equal(["kill-hot", "clocks"], options.Scenarios.Select(scenario => scenario.Name));
        Assert.Equal((7, 3), (options.Seed, options.Repeat));
    }

    [Fact]
    public void An_upgrade_needs_the_version_that_it_begins_with()
    {
        var folder = AppContext.BaseDirectory;
        Assert.Contains("--old", Only("--scenario", "upgrade").Unavailable(), StringComparison.Ordinal);
        Assert.NotNull(Only("--scenario", "upgrade", "--old", $"{folder}nowhere").Unavailable());
        Assert.Null(Only("--old", folder, "--scenario", "upgrade").Unavailable());

        static Scenario Only(params string[] args) => FaultsOptions.TryParse(args, out var options, out _) ? options.Scenarios.Single() : throw new ArgumentException("Not understood.", nameof(args));
    }

    [Theory]
    [InlineData("There is no scenario earthquake; --list tells them.", "--scenario", "kill-hot,earthquake")]
    [InlineData("--repeat 0 is not understood.", "--repeat", "0")]
    [InlineData("--seed needs a value.", "--seed")]
    public void What_cannot_be_is_refused(string why, params string[] args)
    {
        Assert.False(FaultsOptions.TryParse(args, out _, out var error));
        Assert.Equal(why, error);
    }
}
