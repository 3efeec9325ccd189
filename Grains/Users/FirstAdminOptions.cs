using System.ComponentModel.DataAnnotations;

namespace Marquee.Users;

/// <summary>Section <c>Accounts:FirstAdmin</c>: the account that is made at start and can make others admins. None where there is no e-mail.</summary>
public sealed class FirstAdminOptions : IValidatableObject
{
    public const string Section = "Accounts:FirstAdmin";

    public string? Email { get; set; }

    /// <summary>For the first start; one that was changed later is left alone.</summary>
    public string? Password { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrEmpty(Email)) yield break;
        if (!EmailAddress.TryParse(Email, out _)) yield return new("Accounts:FirstAdmin:Email is not an e-mail address.", [nameof(Email)]);
        if (string.IsNullOrEmpty(Password)) yield return new("Accounts:FirstAdmin:Password is missing.", [nameof(Password)]);
    }
}
