namespace Marquee.Users;

/// <summary>What whoever signs access tokens and whoever verifies them agree on. RFC 9068.</summary>
public static class AccessTokens
{
    public const string Issuer = "marquee";
    public const string Audience = "marquee-api";
    public const string Type = "at+jwt";
    public const string Algorithm = "ES256";
    public const string UserClaim = "sub";
    public const string SessionClaim = "sid";
    public const string RoleClaim = "role";
    public const string AdminRole = "admin";
    public const string CustomerRole = "customer";
    public const string StaffRole = "staff";

    public static string RoleOf(UserRole role) => role switch
    {
        UserRole.Admin => AdminRole,
        UserRole.Staff => StaffRole,
        _ => CustomerRole,
    };
}
