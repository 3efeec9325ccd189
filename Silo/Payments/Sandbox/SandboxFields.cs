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
        && request.Token is not null && Token().IsMatch(request.Token)
        && request.Description is { Length: <= LongestDescription } && !request.Description.Any(char.IsControl);

    public static bool AreValid(RefundRequest request) => IsId(request.Refund) && IsId(request.Operation) && request.Amount > 0;

    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"^[A-Z]{3}\z")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^[\x21-\x7E]{1,128}\z")]
    private static partial Regex Token();
}
