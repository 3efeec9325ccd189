using System.Text.RegularExpressions;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>What a request's fields may hold.</summary>
internal static partial class SandboxFields
{
    private const int LongestDescription = 200;

    public static bool AreValid(ChargeRequest request) =>
        IsId(request.Operation)
        && request.Amount > 0
        && request.Currency is not null && Currency().IsMatch(request.Currency)
        && (request.Upi is { } upi ? request.Token is null && request.Currency == "INR" && AreValid(upi) : request.Token is not null && Token().IsMatch(request.Token))
        && request.Description is { Length: <= LongestDescription } && !request.Description.Any(char.IsControl);

    public static bool AreValid(RefundRequest request) => IsId(request.Refund) && IsId(request.Operation) && request.Amount > 0;

    public static bool IsPayee(string vpa, string name, string merchantCode) =>
        Vpa().IsMatch(vpa) && name.Trim().Length is > 0 and < 100 && !name.Any(char.IsControl) && MerchantCode().IsMatch(merchantCode);

    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    private static bool AreValid(UpiRequest upi) =>
        upi.Flow is UpiFlows.Intent or UpiFlows.Qr or UpiFlows.Collect
        && (upi.Vpa is null ? upi.Flow != UpiFlows.Collect : Vpa().IsMatch(upi.Vpa));

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[\x21-\x7E]{1,255}\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{2,200}@[A-Za-z][A-Za-z0-9]{1,50}\z")]
    private static partial Regex Vpa();

    [GeneratedRegex(@"^[0-9]{4}\z")]
    private static partial Regex MerchantCode();
}
