using System.Collections.Immutable;
using Marquee.Storage;

namespace Marquee.Users;

/// <summary>What is on disk of a user. Once erased only the id in the row's key, the times and the standing are left.</summary>
[GenerateSerializer, Immutable, Alias("marquee.user-state")]
internal sealed record UserState : IRaisesEvents
{
    [Id(0)] public UserStanding Standing { get; init; }

    [Id(1)] public string Email { get; init; } = "";

    [Id(2)] public string Name { get; init; } = "";

    [Id(3)] public string? Phone { get; init; }

    [Id(4)] public string? HomeCity { get; init; }

    [Id(5)] public string? Language { get; init; }

    [Id(6)] public NotifyPreferences Notify { get; init; } = NotifyPreferences.Default;

    [Id(7)] public UserRole Role { get; init; }

    /// <summary>In the PHC string format.</summary>
    [Id(8)] public string? PasswordHash { get; init; }

    [Id(9)] public int PasswordVersion { get; init; }

    [Id(10)] public Fingerprint RegisteredBy { get; init; }

    [Id(11)] public DateTimeOffset CreatedAt { get; init; }

    [Id(12)] public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>Oldest first.</summary>
    [Id(13)] public ImmutableArray<OpenSessionEntry> Sessions { get; init; } = [];

    /// <summary>Where staff let guests in. Default in rows of a release without staff.</summary>
    [Id(14)] public ImmutableArray<TheaterId> Theaters { get; init; }

    /// <summary>Not part of what is on disk.</summary>
    [field: NonSerialized]
    public IReadOnlyList<OutboxEvent> Raised { get => field ?? []; init => field = value.Count == 0 ? null : value; }

    IRaisesEvents IRaisesEvents.Told() => this with { Raised = [] };

    public bool Active => Standing == UserStanding.Active;

    public bool IsOpen(SessionId session, DateTimeOffset now) => Sessions.Any(entry => entry.Id == session && now < entry.ExpiresAt);

    public UserState Without(SessionId session) => this with { Sessions = Sessions.RemoveAll(entry => entry.Id == session) };

    public UserState Change(ChangeProfile change) => this with
    {
        Name = change.Name ?? Name,
        Phone = Changed(Phone, change.Phone),
        HomeCity = Changed(HomeCity, change.HomeCity),
        Language = Changed(Language, change.Language),
        Notify = new NotifyPreferences(
            change.NotifyByEmail ?? Notify.Email,
            change.NotifyBySms ?? Notify.Sms,
            change.NotifyByPush ?? Notify.Push,
            change.NotifyByWhatsapp ?? Notify.Whatsapp),
    };

    public UserView View(UserId id) => new(id, Email, Name, Phone, HomeCity, Language, Notify, Role, CreatedAt, Theaters.IsDefault ? [] : Theaters);

    private static string? Changed(string? old, string? change) => change switch { null => old, "" => null, _ => change };
}

internal enum UserStanding
{
    Unknown = 0,
    Active = 1,
    Erased = 2,

    /// <summary>Never registered and never will; see <see cref="IUserGrain.Bar"/>.</summary>
    Barred = 3,
}

[GenerateSerializer, Immutable, Alias("marquee.open-session-entry")]
internal sealed record OpenSessionEntry([property: Id(0)] SessionId Id, [property: Id(1)] DateTimeOffset ExpiresAt);
