using System.Collections.Immutable;
using Marquee.Api.Http;
using Marquee.Shows;

namespace Marquee.Api.Shows;

/// <param name="WaitingRoom">Part of the contract; refused where it is asked for, as long as no show has one.</param>
/// <param name="Refunds">What customers get back, the earliest step first; an empty list for never anything. Left out: the usual policy.</param>
internal sealed record RulesRequest(
    bool? SingleSeatGap = null, int? MaxSeats = null, bool? WaitingRoom = null, IReadOnlyList<RefundStepRequest?>? Refunds = null)
{
    public ShowRules Rules(Validation checks)
    {
        var most = MaxSeats ?? ShowRules.MostSeats;
        checks.Check(most is >= 1 and <= ShowRules.MostSeats, "rules.maxSeats", $"rules.maxSeats must be 1 to {ShowRules.MostSeats}.");
        checks.Check(WaitingRoom is not true, "rules.waitingRoom", "rules.waitingRoom is not available.");
        return new ShowRules(SingleSeatGap ?? false, most, Policy(checks));
    }

    private RefundPolicy? Policy(Validation checks)
    {
        if (Refunds is null) return null;
        checks.Check(Refunds.Count <= RefundPolicy.MostSteps, "rules.refunds", $"rules.refunds must have at most {RefundPolicy.MostSteps} items.");
        if (Refunds.Count > RefundPolicy.MostSteps) return null;
        ImmutableArray<RefundStep> steps = [.. Refunds.Select((step, index) => (step ?? new RefundStepRequest()).Step($"rules.refunds[{index}]", checks))];
        for (var i = 1; i < steps.Length; i++)
            checks.Check(
                steps[i].MinutesBefore < steps[i - 1].MinutesBefore && steps[i].Percent < steps[i - 1].Percent, $"rules.refunds[{i}]",
                $"rules.refunds[{i}] must be nearer to the start than the one before it, and for a smaller share.");
        return new RefundPolicy(steps);
    }
}

/// <summary>Up to that many minutes before the start this share of the tickets goes back.</summary>
internal sealed record RefundStepRequest(int? MinutesBefore = null, int? Percent = null)
{
    public RefundStep Step(string field, Validation checks)
    {
        var step = new RefundStep(checks.Required($"{field}.minutesBefore", MinutesBefore), checks.Required($"{field}.percent", Percent));
        checks.Check(
            MinutesBefore is null or (>= 0 and <= RefundStep.MostMinutes), $"{field}.minutesBefore", $"minutesBefore must be 0 to {RefundStep.MostMinutes}.");
        checks.Check(Percent is null or (>= 1 and <= 100), $"{field}.percent", "percent must be 1 to 100.");
        return step;
    }
}
