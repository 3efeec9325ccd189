using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>A row of the journal. Amount, currency and token are null where the operation was barred before it was charged.</summary>
/// <param name="Token">Of a card; the customer's address, or nothing, where <paramref name="UpiFlow"/> is given.</param>
internal sealed record Charge(
    string Operation,
    string Status,
    long? Amount,
    string? Currency,
    string? Token,
    long Refunded,
    SandboxFailure? Failure,
    string? Secret,
    string? UpiFlow,
    string? Description)
{
    /// <summary>True where the request is this charge again. A barred operation fits every request: it was there first.</summary>
    public bool Fits(ChargeRequest request) =>
        Token is null || (Amount == request.Amount && Currency == request.Currency && Token == TokenOf(request) && UpiFlow == request.Upi?.Flow);

    public static string TokenOf(ChargeRequest request) => request.Upi is null ? request.Token! : request.Upi.Vpa ?? "";

    public bool IsSecret(string candidate) =>
        Secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(candidate));

    public ChargeAnswer Answer(SandboxServiceOptions service) =>
        new(Operation, Status, Refunded, Amount, Currency, Status == ChargeStatus.RequiresAction ? ActionAt(service) : null, Failure);

    private SandboxAction ActionAt(SandboxServiceOptions service)
    {
        var page = $"{service.PublicUrl!.AbsoluteUri.TrimEnd('/')}{ChallengeEndpoints.Path}/{Operation}?secret={Secret}";
        return UpiFlow switch
        {
            null => new SandboxAction("redirect", page),
            UpiFlows.Collect => new SandboxAction("upi-collect", page, page),
            _ => new SandboxAction($"upi-{UpiFlow}", UpiLink.Of(this, service, page), page),
        };
    }
}
