using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Silo.Payments.Razorpay;

/// <summary>Razorpay's JSON: what is read and written of it.</summary>
internal static class RazorpayJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };
}

/// <param name="Receipt">Our operation id.</param>
internal sealed record OrderRequest(long Amount, string Currency, string Receipt, Dictionary<string, string> Notes, CaptureRule Payment);

/// <param name="Capture"><c>manual</c>: money is set aside until it is captured.</param>
internal sealed record CaptureRule(string Capture, CaptureOptions CaptureOptions);

/// <param name="ManualExpiryPeriod">Minutes after which money that was not captured goes back to the customer.</param>
internal sealed record CaptureOptions(int ManualExpiryPeriod, string RefundSpeed);

internal sealed record Order(string Id, string? Receipt = null);

internal sealed record UpiPaymentRequest(
    long Amount, string Currency, string OrderId, string Email, string Contact, string Method, string Description, Dictionary<string, string> Notes, UpiChoice Upi);

internal sealed record UpiChoice(string Flow);

/// <param name="Link">The <c>upi://pay</c> link, told this once.</param>
internal sealed record UpiPaymentAnswer(string RazorpayPaymentId, string Link);

internal sealed record Page<T>(T[] Items);

/// <param name="Status"><c>created</c>, <c>authorized</c>, <c>captured</c>, <c>refunded</c> or <c>failed</c>.</param>
internal sealed record Payment(string Id, string Status, long Amount, long AmountRefunded = 0);

/// <param name="CreatedAt">Unix seconds.</param>
/// <param name="Notes">An object, or an empty array where there are none.</param>
internal sealed record ListedPayment(string Id, string Status, long Amount, string Currency, long CreatedAt, JsonElement Notes);

/// <param name="Receipt">Our refund id.</param>
internal sealed record ListedRefund(string Id, string Status, long Amount, string Currency, long CreatedAt, string? Receipt = null);

internal sealed record CaptureRequest(long Amount, string Currency);

internal sealed record RefundRequest(long Amount, string Receipt, Dictionary<string, string> Notes);

/// <param name="Receipt">Our refund id.</param>
/// <param name="Status"><c>pending</c>, <c>processed</c> or <c>failed</c>.</param>
internal sealed record Refund(string Id, string Status, string? Receipt = null);
