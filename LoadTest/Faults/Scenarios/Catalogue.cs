namespace Marquee.LoadTest.Faults.Scenarios;

/// <summary>Every scenario there is.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } = [.. SiloFaults.All, .. NetworkFaults.All, .. DatabaseFaults.All, .. ProviderFaults.All, .. RowFaults.All, .. ClockFaults.All, UpgradeFaults.From(null)];

    public static Scenario? Find(string name) => All.FirstOrDefault(scenario => scenario.Name == name);
}
