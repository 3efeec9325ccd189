using Marquee.Api.Http;
using Marquee.Users;

namespace Marquee.Api.Users;

/// <summary>The form of what people say about themselves.</summary>
internal static class AccountFields
{
    public const int LongestName = 100;
    private const int LongestCity = 100;
    private const int LongestPhone = 32;
    private const int LeastPhoneDigits = 6;
    private const int MostPhoneDigits = 15;
    private const int LeastLanguage = 2;
    private const int LongestLanguage = 35;

    public static EmailAddress Email(this Validation checks, string field, string? value)
    {
        if (EmailAddress.TryParse(value, out var email)) return email;
        checks.Add(field, string.IsNullOrWhiteSpace(value) ? $"{field} is required." : $"{field} is not an e-mail address.");
        return default;
    }

    /// <summary>A password that is to be compared: any text, as it is.</summary>
    public static string Password(this Validation checks, string field, string? value)
    {
        checks.Check(!string.IsNullOrEmpty(value), field, $"{field} is required.");
        return value ?? "";
    }

    /// <summary>A password that is to be set. Whether it is a common one is for the user's grain to say.</summary>
    public static string NewPassword(this Validation checks, string field, string? value)
    {
        if (checks.Password(field, value) is not { Length: > 0 } password) return "";
        if (password.Length < PasswordLength.Least) checks.Add(field, PasswordFaults.Message(field, PasswordFault.TooShort));
        if (password.Length > PasswordLength.Most) checks.Add(field, PasswordFaults.Message(field, PasswordFault.TooLong));
        return password;
    }

    /// <summary>Digits with an optional plus before and spaces, hyphens and brackets between; an empty text where there is to be none.</summary>
    public static string? Phone(this Validation checks, string field, string? value)
    {
        if (value is null || checks.Text(field, value, LongestPhone, least: 0) is not { Length: > 0 } phone) return value is null ? null : "";
        var digits = phone.Count(char.IsAsciiDigit);
        var known = phone.TrimStart('+').All(character => char.IsAsciiDigit(character) || character is ' ' or '-' or '(' or ')');
        checks.Check(known && digits is >= LeastPhoneDigits and <= MostPhoneDigits, field, $"{field} is not a phone number.");
        return phone;
    }

    public static string? City(this Validation checks, string field, string? value) =>
        value is null ? null : checks.Text(field, value, LongestCity, least: 0);

    /// <summary>A language tag such as <c>en</c> or <c>hi-IN</c>.</summary>
    public static string? Language(this Validation checks, string field, string? value)
    {
        if (value is null) return null;
        var tag = value.Trim();
        var valid = tag.Length is 0 or (>= LeastLanguage and <= LongestLanguage) && tag.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
        checks.Check(valid, field, $"{field} is not a language tag such as 'en' or 'hi-IN'.");
        return tag;
    }
}
