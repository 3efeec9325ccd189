using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Checks;

/// <summary>All that is looked at when it is judged whether the system kept its word.</summary>
/// <param name="HoldTime">How long seats wait for a customer who has not begun to pay.</param>
internal sealed record Evidence(IReadOnlyList<Story> Stories, Books Books, TimeSpan HoldTime)
{
    /// <summary>Requests that were repeated at the end and not answered as the first time.</summary>
    public IReadOnlyList<string> Contradictions { get; init; } = [];
}
