using System.Collections.Immutable;

namespace Marquee.Users;

/// <summary>A user as they and admins see them.</summary>
/// <param name="HomeCity">Where they look for movies first.</param>
/// <param name="Language">BCP 47, in which they are written to.</param>
/// <param name="Theaters">Where staff let guests in; nobody else has any.</param>
[GenerateSerializer, Immutable, Alias("marquee.user-view")]
public sealed record UserView(
    [property: Id(0)] UserId Id,
    [property: Id(1)] string Email,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Phone,
    [property: Id(4)] string? HomeCity,
    [property: Id(5)] string? Language,
    [property: Id(6)] NotifyPreferences Notify,
    [property: Id(7)] UserRole Role,
    [property: Id(8)] DateTimeOffset CreatedAt,
    [property: Id(9)] ImmutableArray<TheaterId> Theaters = default);

public enum UserRole
{
    Customer = 0,
    Admin = 1,

    /// <summary>Works at the doors of some theaters.</summary>
    Staff = 2,
}

/// <summary>By which ways the user wants to hear of their bookings.</summary>
[GenerateSerializer, Immutable, Alias("marquee.notify-preferences")]
public sealed record NotifyPreferences(
    [property: Id(0)] bool Email,
    [property: Id(1)] bool Sms,
    [property: Id(2)] bool Push,
    [property: Id(3)] bool Whatsapp)
{
    public static NotifyPreferences Default { get; } = new(Email: true, Sms: false, Push: false, Whatsapp: false);
}

/// <summary>What changes in a profile; null leaves a field as it is and an empty text takes it away.</summary>
[GenerateSerializer, Immutable, Alias("marquee.change-profile")]
public sealed record ChangeProfile(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? Phone,
    [property: Id(2)] string? HomeCity,
    [property: Id(3)] string? Language,
    [property: Id(4)] bool? NotifyByEmail,
    [property: Id(5)] bool? NotifyBySms,
    [property: Id(6)] bool? NotifyByPush,
    [property: Id(7)] bool? NotifyByWhatsapp);

public enum EraseOutcome
{
    Erased = 0,

    /// <summary>The user has money here, or bookings that are not over.</summary>
    OpenMoney = 1,
}
