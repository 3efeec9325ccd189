using Marquee.Payments;

namespace Marquee.Api.Payments;

internal sealed record PaymentBody(
    string Id, PaymentStatus Status, PaymentMethod Method, Money Amount, NextActionBody? NextAction, PaymentFailureBody? Failure)
{
    public static PaymentBody Of(PaymentView payment) => new(
        payment.Id.ToString(),
        // Set aside is not paid: for its customer that is still under way.
        payment.Status == PaymentStatus.Authorized ? PaymentStatus.Processing : payment.Status,
        payment.Method,
        payment.Amount,
        payment.NextAction is { } next ? NextActionBody.Of(payment.Id, next) : null,
        payment.Failure is { } failure ? new(failure.Code, failure.Message) : null);
}

/// <param name="Page">A web page that plays the customer's UPI app; the sandbox has one.</param>
/// <param name="Qr">The link as a picture, where it is to be scanned.</param>
internal sealed record NextActionBody(string Kind, string Url, string? Page, QrBody? Qr)
{
    public static NextActionBody Of(PaymentId payment, NextAction next) =>
        new(next.Kind, next.Url, next.Page, next.Kind == NextActions.UpiQr ? QrBody.Of(payment) : null);
}

internal sealed record QrBody(string Svg, string Png)
{
    public static QrBody Of(PaymentId payment) => new($"/v1/payments/{payment}/qr.svg", $"/v1/payments/{payment}/qr.png");
}

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
