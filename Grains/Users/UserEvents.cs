namespace Marquee.Users;

/// <summary>Payload of <c>role-changed</c> on the catalog topic: what somebody may do is something else now.</summary>
/// <param name="Theaters">Where staff work; for everybody else none.</param>
public sealed record RoleChanged(string Id, UserRole Before, UserRole Role, IReadOnlyList<string>? Theaters = null)
{
    public const string Type = "role-changed";
}

/// <summary>Payload of <c>account-deleted</c> on the catalog topic: whoever keeps something of the person forgets it.</summary>
public sealed record AccountDeleted(string Id)
{
    public const string Type = "account-deleted";
}
