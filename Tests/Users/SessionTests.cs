using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Users;

[Collection("postgres")]
public sealed class SessionTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    [Fact]
    public async Task A_refresh_gives_a_new_pair_and_the_user_as_they_are_now()
    {
        var first = await SignIn();
        await cluster.User(first.User.Id).SetRole(UserRole.Admin);

        var second = await Refresh(first.RefreshToken);

        Assert.NotEqual(first.RefreshToken, second!.RefreshToken);
        Assert.NotEqual(first.AccessToken, second.AccessToken);
        Assert.Equal(UserRole.Admin, second.User.Role);
        Assert.NotNull(await Refresh(second.RefreshToken));
    }

    [Fact]
    public async Task A_token_used_twice_ends_the_session_for_the_newest_token_too()
    {
        var first = await SignIn();
        var second = await Refresh(first.RefreshToken);

        Assert.Null(await Refresh(first.RefreshToken));
        Assert.Null(await Refresh(second!.RefreshToken));
        Assert.Null(await cluster.User(first.User.Id).InSession(first.RefreshToken.Session));
    }

    [Fact]
    public async Task Two_refreshes_at_once_count_as_two_uses()
    {
        var first = await SignIn();

        var both = await Task.WhenAll(Refresh(first.RefreshToken), Refresh(first.RefreshToken));

        var winner = Assert.Single(both, tokens => tokens is not null);
        Assert.Null(await Refresh(winner!.RefreshToken));
    }

    [Fact]
    public async Task A_session_survives_its_silo_and_its_disk_holds_no_token()
    {
        var first = await SignIn();
        var session = cluster.Session(first.RefreshToken);
        await cluster.Forget(session);

        var state = await cluster.OnDisk<SessionState>(session, "session");

        Assert.Equal(32, state.Newest.Length);
        Assert.NotEqual(first.RefreshToken.Secret, System.Buffers.Text.Base64Url.EncodeToString(state.Newest));
        Assert.NotNull(await Refresh(first.RefreshToken));
    }

    [Fact]
    public async Task An_ended_session_is_over_and_its_sister_is_not()
    {
        var user = await cluster.SomeUser();
        var (ended, sister) = (await SignIn(user), await SignIn(user));

        await cluster.Session(ended.RefreshToken).End();
        await cluster.Session(ended.RefreshToken).End();

        Assert.Null(await Refresh(ended.RefreshToken));
        Assert.NotNull(await Refresh(sister.RefreshToken));
    }

    [Fact]
    public async Task A_new_password_ends_every_session()
    {
        var user = await cluster.SomeUser();
        var (one, other) = (await SignIn(user), await SignIn(user));

        var changed = await cluster.User(user.Id).ChangePassword(new ChangePassword(AccountsCluster.Password, "another horse battery"));

        Assert.Equal(ChangePasswordOutcome.Changed, changed.Outcome);
        Assert.Null(await Refresh(one.RefreshToken));
        Assert.Null(await Refresh(other.RefreshToken));
        Assert.Equal(SignInOutcome.InvalidCredentials, (await cluster.SignIn(EmailAddress.Parse(user.Email))).Outcome);
        Assert.Equal(SignInOutcome.SignedIn, (await cluster.SignIn(EmailAddress.Parse(user.Email), "another horse battery")).Outcome);
    }

    [Fact]
    public async Task A_password_that_was_verified_before_it_changed_opens_no_session()
    {
        var user = await cluster.SomeUser();
        var check = await cluster.User(user.Id).Verify(AccountsCluster.Password);
        await cluster.User(user.Id).ChangePassword(new ChangePassword(AccountsCluster.Password, "another horse battery"));

        Assert.Null(await cluster.User(user.Id).OpenSession(new OpenSession(check.Version, null)));
    }

    [Fact]
    public async Task One_session_too_many_ends_the_oldest()
    {
        var user = await cluster.SomeUser();
        var oldest = await SignIn(user);
        var second = await SignIn(user);
        for (var more = 0; more < 2; more++) await SignIn(user);

        Assert.Null(await Refresh(oldest.RefreshToken));
        Assert.NotNull(await Refresh(second.RefreshToken));
    }

    [Fact]
    public async Task A_session_nobody_opened_has_nothing_to_refresh() =>
        Assert.Null(await Refresh(new RefreshToken(Ids.New<SessionId>(TimeProvider.System), "secret")));

    private async Task<SessionTokens> SignIn(UserView? user = null)
    {
        user ??= await cluster.SomeUser();
        return (await cluster.SignIn(EmailAddress.Parse(user.Email), network: AccountsCluster.NewNetwork())).Tokens!;
    }

    private Task<SessionTokens?> Refresh(RefreshToken token) => cluster.Session(token).Refresh(token);
}
