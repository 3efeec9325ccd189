using Marquee.LoadTest.Faults;
using Marquee.LoadTest.Faults.Scenarios;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>Three silos and two APIs as processes, for some faults one after the other.</summary>
public sealed class FaultedCluster : IAsyncLifetime
{
    private const int Customers = 8;
    private Site? _site;

    public async Task InitializeAsync() => _site = await Site.StartAsync(new Ground(), seed: 1, logs: null, _ => { });

    /// <summary>Does the fault once, under load.</summary>
    internal Task<TrialResult> SufferAsync(string scenario) => new Trial(_site!, Catalogue.Find(scenario)!, Customers, _ => { }).RunAsync(1);

    public async Task DisposeAsync()
    {
        if (_site is not null) await _site.DisposeAsync();
    }
}
