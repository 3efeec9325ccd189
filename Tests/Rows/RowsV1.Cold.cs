using Marquee.Users;

namespace Marquee.Tests.Rows;

internal static partial class RowsV1
{
    public static SavedRow[] Cold =>
    [
        new SavedRow<UserState>(Folder, User),
        new SavedRow<SessionState>(Folder, Session),
        new SavedRow<EmailAddressState>(Folder, new EmailAddressState { Owner = Id<UserId>(90) }),
        new SavedRow<SigningKeysState>(Folder, new SigningKeysState { Keys = [new StoredKey("key-1", Now, [1, 2, 3, 250])] }),
    ];

    public static UserState User => new()
    {
        Standing = UserStanding.Erased,
        Email = "customer@example.com",
        Name = "A customer",
        Phone = "+912212345678",
        HomeCity = "Mumbai",
        Language = "hi-IN",
        Notify = new NotifyPreferences(true, true, true, true),
        Role = UserRole.Admin,
        PasswordHash = "$argon2id$v=19$m=64,t=1,p=1$c2FsdA$aGFzaA",
        PasswordVersion = 4,
        RegisteredBy = Print(70),
        CreatedAt = Now,
        ErasedAt = Now.AddYears(1),
        Sessions = [new OpenSessionEntry(Id<SessionId>(71), Now.AddDays(30))],
    };

    private static SessionState Session => new()
    {
        User = Id<UserId>(80),
        Newest = [9, 8, 7, 6],
        OpenedAt = Now,
        RefreshedAt = Now.AddMinutes(20),
        ExpiresAt = Now.AddDays(30),
    };
}
