using System.Collections.Immutable;
using Marquee.Shows;

namespace Marquee.Bookings.Domain;

/// <summary>
/// What a customer gets back for seats: the one rule that quotes and cancellations are made by. Looks at what was booked and at the show
/// as it is; takes the time it is asked at.
/// </summary>
internal static class RefundRules
{
    private const int All = 100;

    /// <summary>What share goes back. All of it with the fee where the show is canceled, or is not at the time it was booked for.</summary>
    public static RefundTerms TermsOf(RefundPolicy policy, ShowStatus status, DateTimeOffset startsAt, DateTimeOffset? bookedFor, DateTimeOffset now)
    {
        if (status == ShowStatus.Canceled) return new RefundTerms(All, WithFee: true, RefundCause.ShowCanceled);
        if (bookedFor is { } booked && booked != startsAt && now < startsAt) return new RefundTerms(All, WithFee: true, RefundCause.ShowRescheduled);
        return new RefundTerms(PercentAt(policy, startsAt, now), WithFee: false, RefundCause.Customer);
    }

    /// <summary>The share of the first step that is not over; at its very minute it still is not.</summary>
    public static int PercentAt(RefundPolicy policy, DateTimeOffset startsAt, DateTimeOffset now)
    {
        foreach (var step in policy.Steps)
            if (now <= startsAt.AddMinutes(-step.MinutesBefore)) return step.Percent;
        return 0;
    }

    /// <summary>Decides on giving seats back.</summary>
    /// <param name="wanted">Labels, each once; none for all that the booking still has.</param>
    public static RefundDecision Decide(BookingState booking, RefundTerms terms, ImmutableArray<string> wanted)
    {
        if (booking.Status is BookingStatus.Canceling or BookingStatus.Canceled) return RefundDecision.Refuse(CancelOutcome.AlreadyCanceled, wanted);
        if (booking.Status != BookingStatus.Confirmed) return RefundDecision.Refuse(CancelOutcome.NotConfirmed, []);
        var has = BookingSteps.SeatsOf(booking);
        var seats = wanted.IsDefaultOrEmpty ? has : wanted;
        var unknown = seats.Where(label => booking.Seats.All(seat => seat.Label != label)).ToImmutableArray();
        if (unknown.Length > 0) return RefundDecision.Refuse(CancelOutcome.SeatUnknown, unknown);
        var gone = seats.Where(label => !has.Contains(label)).ToImmutableArray();
        if (gone.Length > 0) return RefundDecision.Refuse(CancelOutcome.AlreadyCanceled, gone);

        var inside = seats.Intersect(BookingSteps.SeatsInside(booking)).ToImmutableArray();
        if (inside.Length > 0 && terms.Cause != RefundCause.ShowCanceled) return RefundDecision.Refuse(CancelOutcome.CheckedIn, inside);

        var paid = RefundShares.Of(booking, seats, All, withFee: true);
        // What the house gave back before may leave less than the share.
        var amount = Math.Min(RefundShares.Of(booking, seats, terms.Percent, terms.WithFee), BookingSteps.Left(booking));
        return new RefundDecision(terms.Percent > 0 ? CancelOutcome.Canceled : CancelOutcome.TooLate, seats, amount, paid - amount);
    }
}

/// <param name="Percent">Share of the tickets that goes back: 0 to 100.</param>
internal readonly record struct RefundTerms(int Percent, bool WithFee, RefundCause Cause);

/// <param name="Seats">Labels of what is given back; where it is refused, what stood in the way.</param>
/// <param name="Amount">What goes back, in minor units.</param>
/// <param name="Withheld">What was paid for the seats beside that.</param>
internal readonly record struct RefundDecision(CancelOutcome Outcome, ImmutableArray<string> Seats, long Amount, long Withheld)
{
    public static RefundDecision Refuse(CancelOutcome why, ImmutableArray<string> seats) => new(why, seats.IsDefault ? [] : seats, 0, 0);
}
