using System.Collections.Immutable;
using Marquee.Storage;
using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Marquee.Users;

[GrainType("user")]
internal sealed partial class UserGrain : Grain, IUserGrain
{
    private readonly ColdState<UserState> _user;
    private readonly PasswordHasher _hasher;
    private readonly IEnumerable<IOpenMoney> _openMoney;
    private readonly AccountsOptions _options;
    private readonly TimeProvider _clock;

    public UserGrain(
        [PersistentState("user", StorageNames.Cold)] IPersistentState<UserState> row,
        PasswordHasher hasher,
        IEnumerable<IOpenMoney> openMoney,
        IOptions<AccountsOptions> options,
        TimeProvider clock)
    {
        _user = new ColdState<UserState>(this, row);
        _hasher = hasher;
        _openMoney = openMoney;
        _options = options.Value;
        _clock = clock;
    }

    private UserId Id => Ids.Parse<UserId>(this.GetPrimaryKeyString());

    private UserState User => _user.Value;

    public Task<UserView?> Get() => Task.FromResult(User.Active ? User.View(Id) : null);

    public async Task<UserView?> Change(ChangeProfile change)
    {
        if (!User.Active) return null;
        var next = User.Change(change);
        if (next != User) await _user.SaveAsync(next);
        return User.View(Id);
    }

    public async Task<UserView?> SetRole(UserRole role)
    {
        if (!User.Active) return null;
        if (User.Role != role || !User.Theaters.IsDefaultOrEmpty) await SaveRoleAsync(User with { Role = role, Theaters = [] });
        return User.View(Id);
    }

    public async Task<UserView?> Employ(ImmutableArray<TheaterId> theaters)
    {
        if (!User.Active) return null;
        if (User.Role != UserRole.Staff || User.Theaters.IsDefault || !User.Theaters.SequenceEqual(theaters)) await SaveRoleAsync(User with { Role = UserRole.Staff, Theaters = theaters });
        return User.View(Id);
    }

    public async Task<UserExport?> Export()
    {
        if (!User.Active) return null;
        var profile = User.View(Id);
        var sessions = await Task.WhenAll(User.Sessions.Select(entry => SessionOf(entry.Id).Get()));
        return new UserExport(profile, [.. sessions.OfType<SessionView>()]);
    }

    public async Task<EraseOutcome> Erase()
    {
        if (!User.Active) return EraseOutcome.Erased;
        foreach (var keeper in _openMoney)
            if (await keeper.Keeps(Id)) return EraseOutcome.OpenMoney;

        var erased = User;
        var now = _clock.GetUtcNow();
        await _user.SaveAsync(new UserState
        {
            Standing = UserStanding.Erased,
            CreatedAt = erased.CreatedAt,
            ErasedAt = now,
            Raised = [Events.Of(Topics.Catalog, AccountDeleted.Type, Id.ToString(), new AccountDeleted(Id.ToString()), now)],
        });
        foreach (var session in erased.Sessions) await SessionOf(session.Id).Forget();
        // Last, because an address that stays behind does no harm: whoever claims it next finds that its owner is gone.
        await AddressOf(EmailAddress.Parse(erased.Email)).Release(Id);
        return EraseOutcome.Erased;
    }

    private ISessionGrain SessionOf(SessionId id) => GrainFactory.GetGrain<ISessionGrain>(id.ToString());

    private IEmailAddressGrain AddressOf(EmailAddress email) => GrainFactory.GetGrain<IEmailAddressGrain>(email.Key);

    private Task SaveRoleAsync(UserState next)
    {
        var theaters = next.Theaters.IsDefaultOrEmpty ? null : next.Theaters.Select(theater => theater.ToString()).ToArray();
        var changed = Events.Of(Topics.Catalog, RoleChanged.Type, Id.ToString(), new RoleChanged(Id.ToString(), User.Role, next.Role, theaters), _clock.GetUtcNow());
        return _user.SaveAsync(next with { Raised = [changed] });
    }
}
