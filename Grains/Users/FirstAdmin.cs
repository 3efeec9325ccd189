using System.Globalization;

namespace Marquee.Users;

/// <summary>
/// Makes accounts that no HTTP request makes: the first admin, and those of a demonstration. Runs as often as one likes; an account that
/// is there keeps its name and password and only gets its role back.
/// </summary>
public static class FirstAdmin
{
    private const string Name = "Administrator";

    /// <exception cref="InvalidOperationException">The account cannot be made as configured.</exception>
    public static async Task EnsureAsync(IGrainFactory grains, FirstAdminOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(options.Email)) return;
        await EnsureAccountAsync(grains, options.Email, options.Password ?? "", Name, UserRole.Admin, cancellation);
    }

    /// <exception cref="InvalidOperationException">The password is refused, or the address belongs to somebody with another one.</exception>
    public static async Task<UserId> EnsureAccountAsync(
        IGrainFactory grains, string email, string password, string name, UserRole role, CancellationToken cancellation)
    {
        var address = EmailAddress.Parse(email);
        var owner = await Owner(grains, address, password, name, cancellation);
        cancellation.ThrowIfCancellationRequested();
        await grains.Grain<IUserGrain>(owner.ToString()).SetRole(role);
        return owner;
    }

    private static async Task<UserId> Owner(IGrainFactory grains, EmailAddress email, string password, string name, CancellationToken cancellation)
    {
        var command = new RegisterUser(email, password, name, null, default);
        for (var life = 0; ; life++)
        {
            cancellation.ThrowIfCancellationRequested();
            // Not an id that a registration over HTTP can have, so nobody can be there before us.
            var id = Ids.Derive<UserId>("accounts of the house", email.Value, life.ToString(CultureInfo.InvariantCulture));
            var user = grains.Grain<IUserGrain>(id.ToString());
            switch ((await user.Register(command)).Outcome)
            {
                case RegisterOutcome.Registered or RegisterOutcome.Replayed: return id;
                case RegisterOutcome.EmailTaken: return await OwnerWithPassword(grains, email, password);
                case RegisterOutcome.PasswordRefused: throw new InvalidOperationException($"The password configured for {email} is too short, too long or too common.");
                // The account is there with another password by now, or it was deleted and is made anew.
                default: if (await user.Get() is not null) return id; break;
            }
        }
    }

    /// <summary>Anybody may have registered the address: only who knows the configured password gets the role.</summary>
    private static async Task<UserId> OwnerWithPassword(IGrainFactory grains, EmailAddress email, string password)
    {
        var owner = await grains.GetGrain<IEmailAddressGrain>(email.Key).Owner();
        if (owner is { } user && (await grains.Grain<IUserGrain>(user.ToString()).Verify(password)).Right) return user;
        throw new InvalidOperationException($"{email} is registered with a password other than the one configured.");
    }
}
