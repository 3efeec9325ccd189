using Marquee.Users;

namespace Marquee.Api.Users;

/// <summary>What a refused password is refused for, in words.</summary>
internal static class PasswordFaults
{
    public static string Message(string field, PasswordFault fault) => fault switch
    {
        PasswordFault.TooShort => $"{field} must have at least {PasswordLength.Least} characters.",
        PasswordFault.TooLong => $"{field} must have at most {PasswordLength.Most} characters.",
        PasswordFault.TooCommon => $"{field} is too common; it is among the first that others would try.",
        PasswordFault.SameAsEmail => $"{field} must not be the e-mail address.",
        _ => $"{field} cannot be used.",
    };
}
