using Marquee.Users.Domain;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Marquee.Users;

[GrainType("sign-in")]
internal sealed class SignInGrain(IOptions<AccountsOptions> options, TimeProvider clock) : Grain, ISignInGrain
{
    private readonly SignInWindow _window = new(options.Value.MostFailures, options.Value.FailureWindow);

    public async Task<SignInResult> SignIn(SignIn command)
    {
        var network = GrainFactory.GetGrain<ISignInNetworkGrain>(command.Network.Value);
        var wait = _window.Wait(clock.GetUtcNow());
        if (wait == TimeSpan.Zero) wait = await network.Wait();
        if (wait > TimeSpan.Zero) return new SignInResult(SignInOutcome.RateLimited, null, wait);

        if (await Open(command) is { } tokens)
        {
            _window.Succeed();
            return new SignInResult(SignInOutcome.SignedIn, tokens, TimeSpan.Zero);
        }

        Fail();
        await network.Fail();
        return new SignInResult(SignInOutcome.InvalidCredentials, null, TimeSpan.Zero);
    }

    public async Task<ChangePasswordResult> ChangePassword(UserId user, ChangePassword command)
    {
        var wait = _window.Wait(clock.GetUtcNow());
        if (wait > TimeSpan.Zero) return new ChangePasswordResult(ChangePasswordOutcome.RateLimited, [], wait);
        var result = await UserOf(user).ChangePassword(command);
        if (result.Outcome == ChangePasswordOutcome.WrongPassword) Fail();
        else _window.Succeed();
        return result;
    }

    private async Task<SessionTokens?> Open(SignIn command)
    {
        var owner = await GrainFactory.GetGrain<IEmailAddressGrain>(command.Email.Key).Owner();
        // Where nobody has the address a user who never registered is asked, so that the answer takes the same steps and the same time.
        var user = UserOf(owner ?? Ids.Derive<UserId>("nobody", command.Email.Value));
        var check = await user.Verify(command.Password);
        if (!check.Right) return null;
        if (await user.OpenSession(new OpenSession(check.Version, check.Outdated ? command.Password : null)) is not { } opened) return null;
        var access = await GrainFactory.GetGrain<IAccessTokenGrain>(IAccessTokenGrain.Key).Issue(opened.User.Id, opened.User.Role, opened.Token.Session);
        return new SessionTokens(access.Token, opened.Token, access.ExpiresIn, opened.User);
    }

    private void Fail()
    {
        _window.Fail(clock.GetUtcNow());
        DelayDeactivation(options.Value.FailureWindow);
    }

    private IUserGrain UserOf(UserId id) => GrainFactory.Grain<IUserGrain>(id.ToString());
}
