using Marquee.Users;

namespace Marquee.Api.Users;

/// <summary>A user as the API shows it.</summary>
/// <param name="Theaters">Where staff let guests in; left out of others.</param>
internal sealed record UserBody(
    string Id,
    string Email,
    string Name,
    string? Phone,
    UserRole Role,
    string? HomeCity,
    string? Language,
    NotifyBody Notify,
    DateTimeOffset CreatedAt,
    IReadOnlyList<string>? Theaters = null)
{
    public static UserBody Of(UserView user) => new(
        user.Id.ToString(), user.Email, user.Name, user.Phone, user.Role, user.HomeCity, user.Language,
        new NotifyBody(user.Notify.Email, user.Notify.Sms, user.Notify.Push, user.Notify.Whatsapp), user.CreatedAt,
        user.Role == UserRole.Staff ? [.. user.Theaters.Select(theater => theater.ToString())] : null);
}

/// <summary>By which ways a user wants to hear of their bookings; in a request, what is left out stays as it is.</summary>
internal sealed record NotifyBody(bool? Email, bool? Sms, bool? Push, bool? Whatsapp);
