using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Users;

/// <summary>
/// Owns one user: profile, role, password and which sessions are open. Keyed by user id. A session that is not in its list is over,
/// whatever the session itself says, so one write of the user ends them all.
/// </summary>
[Alias("marquee.user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Claims the e-mail address and makes the user. A repeat finishes what an interrupted one began, or answers as the first did.</summary>
    [Alias("register")] Task<RegisterResult> Register(RegisterUser command);

    /// <summary>
    /// Makes sure that a user who has not registered never will; somebody else wants the address that was claimed for them. Answers false
    /// where they have registered and still exist.
    /// </summary>
    [Alias("bar")] Task<bool> Bar();

    /// <summary>The user, or null where there is none or none any more.</summary>
    [Alias("get"), AlwaysInterleave] Task<UserView?> Get();

    /// <summary>Whether the password is right. Takes as long where there is no such user.</summary>
    [Alias("verify"), AlwaysInterleave] Task<PasswordCheck> Verify(string password);

    /// <summary>Opens a session for a password that was verified. Null where the password has changed since, or the user is gone.</summary>
    [Alias("open-session")] Task<OpenedSession?> OpenSession(OpenSession command);

    /// <summary>The user, where that session is one of theirs and still open; null otherwise.</summary>
    [Alias("in-session"), AlwaysInterleave] Task<UserView?> InSession(SessionId session);

    [Alias("close-session")] Task CloseSession(SessionId session);

    /// <summary>Replaces the password and closes every session.</summary>
    [Alias("change-password")] Task<ChangePasswordResult> ChangePassword(ChangePassword command);

    /// <summary>Null where there is no such user.</summary>
    [Alias("change")] Task<UserView?> Change(ChangeProfile change);

    /// <summary>Null where there is no such user. Access tokens given out before keep the old role until they end.</summary>
    [Alias("set-role")] Task<UserView?> SetRole(UserRole role);

    /// <summary>
    /// Makes the user staff of these theaters and of no others. Null where there is no such user. Theaters that were taken away are so at once,
    /// whatever access token the user has.
    /// </summary>
    [Alias("employ")] Task<UserView?> Employ(ImmutableArray<TheaterId> theaters);

    /// <summary>What this slice holds about the user; null where there is none.</summary>
    [Alias("export"), AlwaysInterleave] Task<UserExport?> Export();

    /// <summary>Erases personal data, frees the e-mail address and closes every session; the id stays for the books. Repeatable.</summary>
    [Alias("erase")] Task<EraseOutcome> Erase();
}
