using System.Collections.Immutable;
using Marquee.Users.Domain;

namespace Marquee.Users;

internal sealed partial class UserGrain
{
    public async Task<PasswordCheck> Verify(string password)
    {
        var (hash, version) = (User.PasswordHash, User.PasswordVersion);
        var right = await _hasher.VerifyAsync(password, hash);
        return new PasswordCheck(right, version, right && _hasher.IsOutdated(hash!));
    }

    public async Task<OpenedSession?> OpenSession(OpenSession command)
    {
        if (!IsCurrent(command.PasswordVersion)) return null;
        var hash = command.Rehash is { } password ? await _hasher.HashAsync(password) : User.PasswordHash;
        var now = _clock.GetUtcNow();
        var opened = new OpenSessionEntry(Ids.New<SessionId>(_clock), now + _options.SessionLifetime);
        var kept = User.Sessions.Where(entry => now < entry.ExpiresAt).TakeLast(_options.MostSessions - 1).ToImmutableArray();
        var closed = User.Sessions.Except(kept).ToList();

        // The list first: a session in it that never began is harmless, one that began and is not in it could not be closed.
        await _user.SaveAsync(User with { Sessions = kept.Add(opened), PasswordHash = hash });
        foreach (var session in closed) await SessionOf(session.Id).Forget();
        var token = await SessionOf(opened.Id).Start(Id, opened.ExpiresAt);
        return new OpenedSession(token, User.View(Id));
    }

    public Task<UserView?> InSession(SessionId session) =>
        Task.FromResult(User.Active && User.IsOpen(session, _clock.GetUtcNow()) ? User.View(Id) : null);

    public async Task CloseSession(SessionId session)
    {
        var next = User.Without(session);
        if (next.Sessions.Length != User.Sessions.Length) await _user.SaveAsync(next);
    }

    public async Task<ChangePasswordResult> ChangePassword(ChangePassword command)
    {
        if (!User.Active) return ChangePasswordResult.Of(ChangePasswordOutcome.UserGone);
        if (!await _hasher.VerifyAsync(command.Current, User.PasswordHash)) return ChangePasswordResult.Of(ChangePasswordOutcome.WrongPassword);
        if (PasswordPolicy.Check(command.Next, EmailAddress.Parse(User.Email)) is { IsEmpty: false } faults)
            return new ChangePasswordResult(ChangePasswordOutcome.Refused, faults, TimeSpan.Zero);

        var closed = User.Sessions;
        var hash = await _hasher.HashAsync(command.Next);
        await _user.SaveAsync(User with { PasswordHash = hash, PasswordVersion = User.PasswordVersion + 1, Sessions = [] });
        foreach (var session in closed) await SessionOf(session.Id).Forget();
        return ChangePasswordResult.Of(ChangePasswordOutcome.Changed);
    }

    private bool IsCurrent(int passwordVersion) => User.Active && User.PasswordVersion == passwordVersion;
}
