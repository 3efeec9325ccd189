namespace Marquee.Shows.Domain;

/// <summary>
/// When to wake the bookings that have seats here and have not told how they ended. Lives in memory only: after a crash everything open is
/// looked at again.
/// </summary>
internal sealed class WatchSchedule(TimeSpan after, TimeSpan atMostEvery)
{
    private readonly Dictionary<BookingId, Turn> _turns = [];

    /// <summary>The claims whose booking is to be woken now. Holds that still run are never among them.</summary>
    public List<Claim> Due(IReadOnlyCollection<Claim> claims, DateTimeOffset now)
    {
        var due = new List<Claim>();
        foreach (var claim in claims)
        {
            if (!claim.Open || (claim.Phase == ClaimPhase.Held && claim.Keeps(now))) continue;
            if (TurnOf(claim, now).At <= now) due.Add(claim);
        }

        if (_turns.Count > claims.Count) ForgetAllBut(claims);
        return due;
    }

    /// <summary>The booking was asked and is not at its end: ask again later, and less and less often.</summary>
    public void Asked(Claim claim, DateTimeOffset now)
    {
        var tries = _turns.TryGetValue(claim.Booking, out var turn) ? turn.Tries + 1 : 1;
        var pause = TimeSpan.FromTicks(Math.Min(atMostEvery.Ticks, after.Ticks / 3 << Math.Min(tries - 1, 16)));
        _turns[claim.Booking] = new Turn(claim.Phase, now + pause, tries);
    }

    private Turn TurnOf(Claim claim, DateTimeOffset now)
    {
        if (_turns.TryGetValue(claim.Booking, out var turn) && turn.Phase == claim.Phase) return turn;
        // A hold past its time is told at once; who pays or has paid gets time to say so.
        var first = claim.Phase is ClaimPhase.Held or ClaimPhase.Lapsed ? now : now + after;
        return _turns[claim.Booking] = new Turn(claim.Phase, first, 0);
    }

    private void ForgetAllBut(IReadOnlyCollection<Claim> claims)
    {
        var open = claims.Where(claim => claim.Open).Select(claim => claim.Booking).ToHashSet();
        foreach (var booking in _turns.Keys.Where(booking => !open.Contains(booking)).ToList()) _turns.Remove(booking);
    }

    private readonly record struct Turn(ClaimPhase Phase, DateTimeOffset At, int Tries);
}
