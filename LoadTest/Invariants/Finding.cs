namespace Marquee.LoadTest.Invariants;

/// <param name="Name">What must be so.</param>
/// <param name="Against">What was found that is not so; empty where it holds.</param>
/// <param name="Checked">How many things were looked at.</param>
internal sealed record Finding(string Name, int Checked, IReadOnlyList<string> Against)
{
    public bool Holds => Against.Count == 0;
}
