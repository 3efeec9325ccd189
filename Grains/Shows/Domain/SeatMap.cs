using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>
/// The seats of one show and who has them: the one place where it is decided whether a seat can be had. No clock, no input or output;
/// every decision takes the time it is made at. A hold past its time counts as free in every decision, swept or not.
/// </summary>
internal sealed class SeatMap
{
    private readonly Claim?[] _owner;
    private readonly BlockedSeats _blocked;
    private readonly ClaimBook _claims = new();

    public SeatMap(SeatPlan plan)
    {
        Plan = plan;
        _owner = new Claim?[plan.Count];
        _blocked = new BlockedSeats(plan.Count);
    }

    public SeatPlan Plan { get; }

    /// <summary>Rises with every change.</summary>
    public long Version { get; private set; }

    public IReadOnlyCollection<Claim> Claims => _claims;

    /// <inheritdoc cref="ClaimBook.Open"/>
    public IReadOnlyCollection<Claim> Open => _claims.Open;

    /// <inheritdoc cref="ClaimBook.Settled"/>
    public IReadOnlyList<Claim> Settled => _claims.Settled;

    /// <inheritdoc cref="ClaimBook.Resettled"/>
    public int Resettled => _claims.Resettled;

    public Claim? Find(BookingId booking) => _claims.Find(booking);

    public bool IsFree(int seat, DateTimeOffset now) => !_blocked.Contains(seat) && _owner[seat]?.Keeps(now) is not true;

    /// <summary>Seats that are off sale.</summary>
    public int BlockedCount => _blocked.Count;

    /// <summary>What is neither off sale nor kept by somebody; no seat is both, and none is kept twice.</summary>
    public int CountFree(DateTimeOffset now)
    {
        var free = Plan.Count - BlockedCount - _claims.SettledSeats;
        foreach (var claim in _claims.Open)
            if (claim.Keeps(now)) free -= claim.Seats.Length;
        return free;
    }

    /// <summary>As <see cref="DurableSeats.Tally"/> tells it once this map is on disk.</summary>
    public SeatTally Tally(DateTimeOffset now) => new(CountFree(now), Plan.Count, Version + CountExpired(now));

    public SeatStatus StatusOf(int seat, DateTimeOffset now)
    {
        if (_blocked.Contains(seat)) return SeatStatus.Blocked;
        if (_owner[seat] is not { } claim || !claim.Keeps(now)) return SeatStatus.Free;
        return claim.Phase == ClaimPhase.Sold ? SeatStatus.Sold : SeatStatus.Held;
    }

    /// <summary>Holds that are past their time and not swept. Added to <see cref="Version"/>, a reader's version rises when the clock alone frees a seat.</summary>
    public int CountExpired(DateTimeOffset now) => _claims.Open.Count(claim => claim.Phase == ClaimPhase.Held && !claim.Keeps(now));

    /// <summary>Seats one customer has or may still get of this show.</summary>
    public int CountOf(UserId customer, DateTimeOffset now) =>
        _claims.Where(claim => claim.Customer == customer && claim.Keeps(now)).Sum(claim => claim.Seats.Length);

    /// <summary>Gives the seats to the booking until that time. The caller has made sure that they are free.</summary>
    public Claim Hold(BookingId booking, UserId customer, int[] seats, DateTimeOffset now, DateTimeOffset until)
    {
        Take(new Claim(booking, customer, seats, ClaimPhase.Held, until), now);
        return Find(booking)!;
    }

    /// <inheritdoc cref="PayingRules.Begin"/>
    public PayingResult BeginPayment(BookingId booking, PaymentId payment, DateTimeOffset deadline, DateTimeOffset now, bool ahead = false)
    {
        var claim = Find(booking);
        var (result, next) = PayingRules.Begin(claim, payment, deadline, now, ahead);
        if (next is not null) Replace(claim!, next);
        return result;
    }

    /// <inheritdoc cref="PayingRules.Resume"/>
    public ResumeResult ResumeHold(BookingId booking, PaymentId payment, DateTimeOffset now, bool evenSold = false)
    {
        var claim = Find(booking);
        var (result, next) = PayingRules.Resume(claim, payment, now, evenSold);
        if (next is not null) Replace(claim!, next);
        return result;
    }

    /// <summary>Sells the booking's seats, or the same ones again where its hold is gone and nobody has them.</summary>
    public ConfirmOutcome Confirm(BookingId booking, UserId customer, int[] seats, DateTimeOffset now)
    {
        var claim = Find(booking);
        if (claim is { Phase: ClaimPhase.Held or ClaimPhase.Paying })
        {
            CountReturnOf(claim, now);
            Replace(claim, claim with { Phase = ClaimPhase.Sold });
        }
        else if (claim is not { Phase: ClaimPhase.Sold })
        {
            if (!seats.All(seat => IsFree(seat, now))) return ConfirmOutcome.Gone;
            Take(new Claim(booking, customer, seats, ClaimPhase.Sold, now), now);
        }

        return ConfirmOutcome.Sold;
    }

    /// <summary>Frees the seats of a hold; the claim stays until its booking has saved the end. False where somebody pays or has paid for them.</summary>
    public bool Release(BookingId booking)
    {
        if (Find(booking) is not { } claim) return true;
        if (claim.Phase == ClaimPhase.Held) Lapse(claim);
        return claim.Phase is ClaimPhase.Held or ClaimPhase.Lapsed;
    }

    /// <summary>
    /// Puts seats that the booking has bought back on sale. What is not its own any more stays as it is: another may have bought it since.
    /// Answers whether that changed anything.
    /// </summary>
    public bool Free(BookingId booking, ReadOnlySpan<int> seats)
    {
        if (Find(booking) is not { Phase: ClaimPhase.Sold } claim) return false;
        var kept = new List<int>(claim.Seats.Length);
        foreach (var seat in claim.Seats)
            if (!seats.Contains(seat)) kept.Add(seat);
        if (kept.Count == claim.Seats.Length) return false;
        Remove(booking);
        if (kept.Count > 0) Put(claim with { Seats = [.. kept] });
        return true;
    }

    /// <summary>Forgets the booking and frees whatever it had.</summary>
    public void Remove(BookingId booking)
    {
        if (!_claims.Forget(booking, out var claim)) return;
        Vacate(claim);
        Version++;
    }

    /// <summary>The booking has saved its end: a sale stays, a hold that is over is forgotten. Answers whether that changed anything.</summary>
    /// <param name="bought">False where the booking ended without its seats: then a sale is one that it does not know of, and is asked about on.</param>
    public bool Acknowledge(BookingId booking, DateTimeOffset now, bool bought = true)
    {
        if (Find(booking) is not { Acknowledged: false } claim) return false;
        if (claim.Phase == ClaimPhase.Sold)
        {
            if (!bought) return false;
            // No seat changes hands, so the version readers see stays. Nobody will ask for the payment any more.
            Put(claim with { Acknowledged = true, Payment = default, PayUntil = default });
            return true;
        }

        if (claim.Keeps(now)) return false;
        Remove(booking);
        return true;
    }

    /// <summary>Takes the seats of every hold past its time, so that its booking can be told.</summary>
    public IReadOnlyList<Claim> Sweep(DateTimeOffset now)
    {
        var over = _claims.Open.Where(claim => claim.Phase == ClaimPhase.Held && !claim.Keeps(now)).ToList();
        foreach (var claim in over) Lapse(claim);
        return over;
    }

    public void Block(ReadOnlySpan<int> seats, DateTimeOffset now)
    {
        LapseOwnersOf(seats, now);
        foreach (var seat in seats) _blocked.Set(seat, true);
        Version++;
    }

    public void Unblock(ReadOnlySpan<int> seats)
    {
        foreach (var seat in seats) _blocked.Set(seat, false);
        Version++;
    }

    public bool IsBlocked(int seat) => _blocked.Contains(seat);

    /// <summary>For <see cref="PackedSeats"/> alone: puts back what was on disk.</summary>
    internal void Restore(long version, IEnumerable<Claim> claims, IEnumerable<int> blocked)
    {
        Version = version;
        foreach (var claim in claims) Put(claim);
        foreach (var seat in blocked) _blocked.Set(seat, true);
    }

    private void Take(Claim claim, DateTimeOffset now)
    {
        if (_claims.Forget(claim.Booking, out var earlier))
        {
            CountReturnOf(earlier, now);
            Vacate(earlier);
        }

        LapseOwnersOf(claim.Seats, now);
        Put(claim);
        Version++;
    }

    private void Replace(Claim old, Claim next)
    {
        Put(next);
        if (old.Phase == ClaimPhase.Sold || next.Phase == ClaimPhase.Sold || next.Phase == ClaimPhase.Lapsed) Version++;
    }

    /// <summary>An expired hold that comes back leaves <see cref="CountExpired"/>; without this a reader would see two maps under one version.</summary>
    private void CountReturnOf(Claim claim, DateTimeOffset now)
    {
        if (claim.Phase == ClaimPhase.Held && !claim.Keeps(now)) Version++;
    }

    private void LapseOwnersOf(ReadOnlySpan<int> seats, DateTimeOffset now)
    {
        foreach (var seat in seats)
        {
            if (_owner[seat] is not { } owner) continue;
            if (owner.Keeps(now)) throw new InvalidOperationException($"Seat {Plan.Seats[seat].Label} belongs to {owner.Booking}.");
            Lapse(owner);
        }
    }

    private void Lapse(Claim claim)
    {
        Vacate(claim);
        _claims.Keep(claim with { Phase = ClaimPhase.Lapsed });
        Version++;
    }

    private void Put(Claim claim)
    {
        _claims.Keep(claim);
        if (claim.Phase == ClaimPhase.Lapsed) return;
        foreach (var seat in claim.Seats) _owner[seat] = claim;
    }

    private void Vacate(Claim claim)
    {
        foreach (var seat in claim.Seats)
            if (_owner[seat]?.Booking == claim.Booking) _owner[seat] = null;
    }
}
