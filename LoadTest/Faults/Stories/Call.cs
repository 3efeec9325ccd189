namespace Marquee.LoadTest.Faults.Stories;

internal enum Step
{
    Hold,
    Pay,
    GiveUp,
    Cancel,
}

internal enum Outcome
{
    /// <summary>Answered with a 2xx that says it is done.</summary>
    Done,

    /// <summary>Answered with a reason why not; nothing may have come of it.</summary>
    Refused,

    /// <summary>No answer, or one that leaves it open. The same is asked again.</summary>
    Unknown,
}

/// <summary>One request as its client saw it. Times count from the start of the load, by the client's own clock.</summary>
/// <param name="Key">Its idempotency key, the same for all repeats.</param>
/// <param name="Code">What it was refused with, or the HTTP status or failure that left it open.</param>
/// <param name="Seats">Those that were held, or refused.</param>
/// <param name="Amount">The price of what was held, or what goes back for what was canceled.</param>
internal sealed record Call(
    Step Step, string Key, TimeSpan Asked, TimeSpan Answered, Outcome Outcome, string? Code = null, IReadOnlyList<string>? Seats = null, long Amount = 0);
