using Marquee.Shows;

namespace Marquee.Tests.Domain.Shows;

/// <summary>
/// What the customers of one show were told, and what of it contradicts something told before. It knows nothing of how seats are kept: a
/// promise lasts until its time, while its customer pays until somebody says otherwise, and for good once the seats are sold.
/// </summary>
internal sealed class Promises
{
    private static readonly DateTimeOffset ForGood = DateTimeOffset.MaxValue;
    private readonly Dictionary<string, Promise> _made = [];

    public List<string> Broken { get; } = [];

    /// <summary>Every kind of answer there was: a run that never met one proves nothing about it.</summary>
    public HashSet<string> Heard { get; } = [];

    public void Held(string who, int[] seats, DateTimeOffset until, DateTimeOffset now)
    {
        Hear("held");
        if (Lives(who, now)) return;
        Expect(!TakenByAnother(who, seats, now), $"{who} was given seats that somebody has");
        _made[who] = new Promise(seats, until, until, Sold: false);
    }

    public void Refused(string who, int[] seats, DateTimeOffset now)
    {
        Hear("refused");
        Expect(TakenByAnother(who, seats, now), $"{who} was refused seats that nobody has");
        Expect(!Lives(who, now), $"{who} was refused the seats it has");
    }

    public void Paying(string who, DateTimeOffset now)
    {
        Hear(Lives(who, now) ? "paying" : "");
        Expect(Lives(who, now), $"{who} pays for seats it does not have");
        if (_made.TryGetValue(who, out var promise)) _made[who] = promise with { Until = ForGood };
    }

    public void TooLateToPay(string who, DateTimeOffset now)
    {
        Hear("too late to pay");
        Expect(!Lives(who, now), $"{who} may not pay for the seats it has");
    }

    public void Sold(string who, int[] seats, DateTimeOffset now)
    {
        Hear(Lives(who, now) ? "sold" : "sold after the hold had ended");
        Expect(!TakenByAnother(who, seats, now), $"{who} bought seats that somebody has");
        _made[who] = new Promise(seats, ForGood, ForGood, Sold: true);
    }

    public void Gone(string who, int[] seats, DateTimeOffset now)
    {
        Hear("gone");
        Expect(!Lives(who, now), $"{who} paid for the seats it has and got none");
        Expect(TakenByAnother(who, seats, now), $"{who} paid for seats that nobody has and got none");
    }

    public void Declined(string who, ResumeOutcome outcome, DateTimeOffset now)
    {
        Hear(outcome.ToString());
        if (!_made.TryGetValue(who, out var promise) || promise.Sold) return;
        _made[who] = promise with { Until = promise.HeldUntil };
        Expect(outcome == ResumeOutcome.Held == Lives(who, now), $"{who} was told {outcome} of a hold until {promise.HeldUntil:O}");
    }

    public void Released(string who, bool done, DateTimeOffset now)
    {
        Hear("released");
        var bound = _made.TryGetValue(who, out var promise) && promise.Until == ForGood && Lives(who, now);
        Expect(done != bound, $"{who} gave back seats: {done}");
        if (done) _made.Remove(who);
    }

    public void Shown(int seat, SeatStatus status, DateTimeOffset now)
    {
        var owner = _made.Values.FirstOrDefault(promise => now < promise.Until && promise.Seats.Contains(seat));
        var expected = owner is null ? SeatStatus.Free : owner.Sold ? SeatStatus.Sold : SeatStatus.Held;
        if (status != expected) Broken.Add($"seat {seat} is shown {status} and is {expected}");
    }

    private bool Lives(string who, DateTimeOffset now) => _made.TryGetValue(who, out var promise) && now < promise.Until;

    private bool TakenByAnother(string who, int[] seats, DateTimeOffset now) =>
        _made.Any(made => made.Key != who && now < made.Value.Until && made.Value.Seats.Intersect(seats).Any());

    private void Hear(string answer) => Heard.Add(answer);

    private void Expect(bool kept, string otherwise)
    {
        if (!kept) Broken.Add(otherwise);
    }

    /// <param name="HeldUntil">When the hold ends that a declined payment goes back to.</param>
    private sealed record Promise(int[] Seats, DateTimeOffset Until, DateTimeOffset HeldUntil, bool Sold);
}
