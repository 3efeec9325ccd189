using Marquee.Shows;
using Marquee.Shows.Domain;

namespace Marquee.Tests.Domain.Shows;

/// <summary>Takes the seats back from who is paying once the hold's time is over.</summary>
internal sealed class ExpiresWhilePaying : Counter
{
    protected override void Sweep(DateTimeOffset now)
    {
        foreach (var claim in Seats.Claims.Where(claim => claim.Phase == ClaimPhase.Paying && claim.Until <= now).ToList())
            Seats.ResumeHold(claim.Booking, claim.Payment, now);
        base.Sweep(now);
    }
}

/// <summary>Decides on a payment with the time at which it was asked for.</summary>
internal sealed class BeginsWithAnOldTime : Counter
{
    protected override PayingOutcome BeginPayment(Visitor visitor, DateTimeOffset now) => base.BeginPayment(visitor, now.AddTicks(-1));
}

/// <summary>Sells whatever was paid for, whoever has it by then.</summary>
internal sealed class ConfirmsWithoutLooking : Counter
{
    protected override ConfirmOutcome Confirm(Visitor visitor, DateTimeOffset now)
    {
        foreach (var other in Seats.Claims.Where(claim => claim.Booking != visitor.Booking && claim.Seats.Intersect(visitor.Seats).Any()).ToList())
            Seats.Remove(other.Booking);
        return base.Confirm(visitor, now);
    }
}

/// <summary>Keeps seats for one instant longer than was promised.</summary>
internal sealed class FreesTooLate : Counter
{
    protected override bool MayHold(int[] seats, DateTimeOffset now) => base.MayHold(seats, now.AddTicks(-1));
}

/// <summary>Looks at the first seat of a group alone.</summary>
internal sealed class LooksAtOneSeat : Counter
{
    protected override bool MayHold(int[] seats, DateTimeOffset now)
    {
        if (!base.MayHold(seats[..1], now)) return false;
        foreach (var other in Seats.Claims.Where(claim => claim.Seats.Intersect(seats).Any()).ToList()) Seats.Remove(other.Booking);
        return true;
    }
}
