using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>A row of the journal. Amount, currency and token are null where the operation was barred before it was charged.</summary>
internal sealed record Charge(
    string Operation,
    string Status,
    long? Amount,
    string? Currency,
    string? Token,
    long Refunded,
    SandboxFailure? Failure,
    string? Secret)
{
    /// <summary>True where the request is this charge again. A barred operation fits every request: it was there first.</summary>
    public bool Fits(ChargeRequest request) =>
        Token is null || (Amount == request.Amount && Currency == request.Currency && Token == request.Token);

    public bool IsSecret(string candidate) =>
        Secret is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(candidate));

    /// <param name="publicUrl">Where the customer's browser reaches the sandbox.</param>
    public ChargeAnswer Answer(Uri publicUrl) => new(
        Operation,
        Status,
        Refunded,
        Amount,
        Currency,
        Status == ChargeStatus.RequiresAction ? new("redirect", ChallengeUrl(publicUrl)) : null,
        Failure);

    private string ChallengeUrl(Uri publicUrl) =>
        $"{publicUrl.AbsoluteUri.TrimEnd('/')}{ChallengeEndpoints.Path}/{Operation}?secret={Secret}";
}
