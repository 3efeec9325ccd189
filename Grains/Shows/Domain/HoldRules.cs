using Marquee.Theaters;
using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>Decides on a request for seats. All or none; whatever is refused leaves the map as it was.</summary>
internal static class HoldRules
{
    /// <summary>Decides on named seats, given as indexes without repeats.</summary>
    public static HoldDecision Decide(SeatMap map, ShowRules rules, UserId customer, int[] wanted, DateTimeOffset now)
    {
        if (TooMany(map, rules, customer, wanted.Length, now)) return HoldDecision.Refuse(HoldOutcome.TooManySeats);
        var taken = Array.FindAll(wanted, seat => !map.IsFree(seat, now));
        if (taken.Length > 0) return HoldDecision.Refuse(HoldOutcome.SeatsUnavailable, taken);
        var alone = Array.FindAll(wanted, seat => IsCompanionAlone(map.Plan, wanted, seat));
        if (alone.Length > 0) return HoldDecision.Refuse(HoldOutcome.CompanionAlone, alone);
        var gaps = rules.SingleSeatGap ? SeatGaps.LeftBy(map, wanted, now) : [];
        return gaps.Length > 0 ? HoldDecision.Refuse(HoldOutcome.SingleSeatGap, gaps) : HoldDecision.Accept(wanted);
    }

    /// <summary>Decides on the best seats that are free.</summary>
    public static HoldDecision Decide(SeatMap map, ShowRules rules, UserId customer, BestAvailable wish, DateTimeOffset now)
    {
        if (TooMany(map, rules, customer, wish.Quantity, now)) return HoldDecision.Refuse(HoldOutcome.TooManySeats);
        var best = BestSeats.Choose(map, wish, now);
        return best is null ? HoldDecision.Refuse(HoldOutcome.SeatsUnavailable) : HoldDecision.Accept(best);
    }

    private static bool TooMany(SeatMap map, ShowRules rules, UserId customer, int wanted, DateTimeOffset now) =>
        wanted > rules.MaxSeats || map.CountOf(customer, now) + wanted > rules.MaxSeats;

    private static bool IsCompanionAlone(SeatPlan plan, int[] wanted, int seat) =>
        plan.Seats[seat].Kind == SeatKind.Companion
        && !Array.Exists(wanted, other => plan.Seats[other].Kind == SeatKind.Wheelchair && plan.Beside(seat, other));
}

/// <param name="Seats">Indexes to hold, ascending, where accepted; the seats that stood in the way otherwise.</param>
internal readonly record struct HoldDecision(HoldOutcome Outcome, int[] Seats)
{
    public static HoldDecision Accept(int[] seats)
    {
        var ascending = (int[])seats.Clone();
        Array.Sort(ascending);
        return new(HoldOutcome.Held, ascending);
    }

    public static HoldDecision Refuse(HoldOutcome why, params int[] seats) => new(why, seats);
}
