using Marquee.Bookings;

namespace Marquee.Api.Bookings;

/// <summary>What giving seats back now would bring. The cancellation is decided by the same rule at the time it is made.</summary>
/// <param name="Refundable">What goes back.</param>
/// <param name="Fee">What was paid for the seats and does not go back. The two add up to what was paid.</param>
/// <param name="Seats">Labels of the seats it is about.</param>
internal sealed record RefundQuoteBody(Money Refundable, QuotedPolicyBody Policy, Money Fee, IReadOnlyList<string> Seats)
{
    public static RefundQuoteBody Of(RefundQuote quote) => new(quote.Refundable, QuotedPolicyBody.Of(quote), quote.Withheld, quote.Seats);
}

/// <param name="Percent">Share of the tickets that goes back now; 0 where it is too late.</param>
/// <param name="FeeRefundable">True where the booking fee goes back as well.</param>
/// <param name="Cause">customer, or why all of it goes back: show-canceled, show-rescheduled.</param>
/// <param name="Steps">The show's policy, the earliest first.</param>
internal sealed record QuotedPolicyBody(int Percent, bool FeeRefundable, RefundCause Cause, IReadOnlyList<QuotedStepBody> Steps)
{
    public static QuotedPolicyBody Of(RefundQuote quote) => new(
        quote.Percent, quote.WithFee, quote.Cause,
        [.. quote.Policy!.Steps.Select(step => new QuotedStepBody(step.Percent, step.MinutesBefore, quote.StartsAt.AddMinutes(-step.MinutesBefore)))]);
}

/// <param name="Until">The last moment at which this share goes back.</param>
internal sealed record QuotedStepBody(int Percent, int MinutesBefore, DateTimeOffset Until);
