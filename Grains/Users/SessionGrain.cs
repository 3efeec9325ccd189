using System.Buffers.Text;
using System.Security.Cryptography;
using Marquee.Storage;
using Marquee.Users.Domain;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Marquee.Users;

[GrainType("session")]
internal sealed partial class SessionGrain : Grain, ISessionGrain
{
    private readonly ColdState<SessionState> _session;
    private readonly TimeProvider _clock;
    private readonly ILogger<SessionGrain> _log;

    public SessionGrain(
        [PersistentState("session", StorageNames.Cold)] IPersistentState<SessionState> row,
        TimeProvider clock,
        ILogger<SessionGrain> log)
    {
        _session = new ColdState<SessionState>(this, row);
        _clock = clock;
        _log = log;
    }

    private SessionId Id => Ids.Parse<SessionId>(this.GetPrimaryKeyString());

    private SessionState Session => _session.Value;

    public async Task<RefreshToken> Start(UserId user, DateTimeOffset expiresAt)
    {
        var token = NewToken();
        var now = _clock.GetUtcNow();
        await _session.SaveAsync(new SessionState
        {
            User = user,
            Newest = RefreshFamily.HashOf(token.Secret),
            OpenedAt = now,
            RefreshedAt = now,
            ExpiresAt = expiresAt,
        });
        return token;
    }

    public async Task<SessionTokens?> Refresh(RefreshToken token)
    {
        if (!_session.Exists) return null;
        var decision = RefreshFamily.Decide(Session.Newest, Session.ExpiresAt, token.Secret, _clock.GetUtcNow());
        if (decision == RefreshDecision.Reused) LogReused(_log, Id, Session.User);
        if (decision != RefreshDecision.Rotate || await User.InSession(Id) is not { } user)
        {
            await End();
            return null;
        }

        // Signed before the rotation is saved: a failure to sign then costs the client nothing.
        var access = await GrainFactory.GetGrain<IAccessTokenGrain>(IAccessTokenGrain.Key).Issue(user.Id, user.Role, Id);
        var next = NewToken();
        await _session.SaveAsync(Session with { Newest = RefreshFamily.HashOf(next.Secret), RefreshedAt = _clock.GetUtcNow() });
        return new SessionTokens(access.Token, next, access.ExpiresIn, user);
    }

    public async Task End()
    {
        if (!_session.Exists) return;
        var user = User;
        await _session.ClearAsync();
        await user.CloseSession(Id);
    }

    public Task Forget() => _session.Exists ? _session.ClearAsync() : Task.CompletedTask;

    public Task<SessionView?> Get() => Task.FromResult(
        _session.Exists ? new SessionView(Id, Session.OpenedAt, Session.RefreshedAt, Session.ExpiresAt) : null);

    private IUserGrain User => GrainFactory.Grain<IUserGrain>(Session.User.ToString());

    private RefreshToken NewToken() => new(Id, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RefreshToken.SecretBytes)));

    [LoggerMessage(Level = LogLevel.Warning, Message = "A refresh token of {Session} was used twice; every token of it is void. It belongs to {User}")]
    private static partial void LogReused(ILogger log, SessionId session, UserId user);
}

/// <summary>What is on disk of a session: never a token, only the hash of the newest.</summary>
[GenerateSerializer, Immutable, Alias("marquee.session-state")]
internal sealed record SessionState
{
    [Id(0)] public UserId User { get; init; }

    [Id(1)] public byte[] Newest { get; init; } = [];

    [Id(2)] public DateTimeOffset OpenedAt { get; init; }

    [Id(3)] public DateTimeOffset RefreshedAt { get; init; }

    [Id(4)] public DateTimeOffset ExpiresAt { get; init; }
}
