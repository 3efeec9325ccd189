using Marquee.Api.Http;
using Marquee.Users;

namespace Marquee.Api.Users;

/// <summary>What somebody gives to sign up.</summary>
internal sealed record RegisterRequest(string? Email, string? Password, string? Name, string? Phone)
{
    /// <summary>What the request says, fit to pass on once <paramref name="checks"/> found nothing wrong with it.</summary>
    public RegisterUser Command(Validation checks)
    {
        var email = checks.Email("email", Email);
        var password = checks.NewPassword("password", Password);
        var name = checks.Text("name", Name, AccountFields.LongestName);
        var phone = string.IsNullOrWhiteSpace(Phone) ? null : checks.Phone("phone", Phone);
        var fingerprint = IdempotencyKey.FingerprintOf("users", new { email = email.Value, name, phone });
        return new RegisterUser(email, password, name, phone, fingerprint);
    }
}
