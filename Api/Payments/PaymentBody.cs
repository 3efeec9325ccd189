using Marquee.Payments;

namespace Marquee.Api.Payments;

internal sealed record PaymentBody(
    string Id, PaymentStatus Status, PaymentMethod Method, Money Amount, NextActionBody? NextAction, PaymentFailureBody? Failure)
{
    public static PaymentBody Of(PaymentView payment) => new(
        payment.Id.ToString(), payment.Status, payment.Method, payment.Amount,
        payment.NextAction is { } next ? new(next.Kind, next.Url) : null,
        payment.Failure is { } failure ? new(failure.Code, failure.Message) : null);
}

internal sealed record NextActionBody(string Kind, string Url);

internal sealed record PaymentFailureBody(string Code, string Message);

internal sealed record RefundBody(string Id, Money Amount, string Status)
{
    public static RefundBody Of(RefundView refund) => new(refund.Id.ToString(), refund.Amount, StatusOf(refund.Status));

    /// <summary>As a customer sees it: one that waits for an admin is still owed, so it is pending.</summary>
    public static string StatusOf(RefundStatus status) => status switch
    {
        RefundStatus.Pending or RefundStatus.Stuck => "pending",
        RefundStatus.Succeeded or RefundStatus.SettledByHand => "succeeded",
        _ => "failed",
    };
}
