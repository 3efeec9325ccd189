namespace Marquee.LoadTest.Faults.Checks;

/// <summary>Something that must never be.</summary>
/// <param name="Invariant">Of <c>docs/invariants.md</c>.</param>
internal sealed record Breach(string Invariant, string What);
