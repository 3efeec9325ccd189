using Marquee.Users;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Users;

[Collection("postgres")]
public sealed class AccountTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    [Fact]
    public async Task An_erased_user_is_gone_with_their_data_their_sessions_and_their_claim_on_the_address()
    {
        var user = await cluster.SomeUser();
        var email = EmailAddress.Parse(user.Email);
        var session = (await cluster.SignIn(email)).Tokens!.RefreshToken;

        Assert.Equal(EraseOutcome.Erased, await cluster.User(user.Id).Erase());

        Assert.Null(await cluster.User(user.Id).Get());
        Assert.Null(await cluster.User(user.Id).Export());
        Assert.Null(await cluster.Session(session).Refresh(session));
        Assert.Null(await cluster.Address(email).Owner());
        var left = await cluster.OnDisk<UserState>(cluster.User(user.Id), "user");
        Assert.Equal(("", "", null, null, UserStanding.Erased), (left.Email, left.Name, left.Phone, left.PasswordHash, left.Standing));
    }

    [Fact]
    public async Task Erasing_again_changes_nothing_and_the_address_can_be_somebody_elses()
    {
        var user = await cluster.SomeUser();
        await cluster.User(user.Id).Erase();
        var next = await cluster.Register(AccountsCluster.Registration(EmailAddress.Parse(user.Email)), AccountsCluster.NewKey());

        Assert.Equal(EraseOutcome.Erased, await cluster.User(user.Id).Erase());

        Assert.Equal(RegisterOutcome.Registered, next.Outcome);
        Assert.NotNull(await cluster.User(next.User!.Id).Get());
        Assert.Equal(next.User.Id, await cluster.Address(EmailAddress.Parse(user.Email)).Owner());
    }

    [Fact]
    public async Task An_address_that_an_erased_user_left_behind_is_free()
    {
        var user = await cluster.SomeUser();
        var email = EmailAddress.Parse(user.Email);
        await cluster.User(user.Id).Erase();
        await cluster.Address(email).Claim(user.Id, insteadOf: null);

        var next = await cluster.Register(AccountsCluster.Registration(email), AccountsCluster.NewKey());

        Assert.Equal(RegisterOutcome.Registered, next.Outcome);
    }

    [Fact]
    public async Task A_user_with_money_in_the_wallet_is_not_erased_until_it_is_spent()
    {
        var user = await cluster.SomeUser();
        await Move(user, 100);
        Assert.Equal(EraseOutcome.OpenMoney, await cluster.User(user.Id).Erase());
        Assert.NotNull(await cluster.User(user.Id).Get());

        await Move(user, -100);
        Assert.Equal(EraseOutcome.Erased, await cluster.User(user.Id).Erase());
    }

    [Fact]
    public async Task An_export_tells_the_profile_and_the_open_sessions()
    {
        var user = await cluster.SomeUser();
        var open = (await cluster.SignIn(EmailAddress.Parse(user.Email))).Tokens!.RefreshToken;
        var ended = (await cluster.SignIn(EmailAddress.Parse(user.Email))).Tokens!.RefreshToken;
        await cluster.Session(ended).End();

        var export = await cluster.User(user.Id).Export();

        Assert.Equal(user, export!.Profile);
        Assert.Equal(open.Session, Assert.Single(export.Sessions).Id);
    }

    [Fact]
    public async Task A_wrong_password_changes_no_password_and_five_are_enough()
    {
        var user = await cluster.SomeUser();
        var guard = cluster.Grains.GetGrain<ISignInGrain>(SignInKey.Of(user.Id, new ClientNetwork("192.0.2.9")));
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(ChangePasswordOutcome.WrongPassword, (await guard.ChangePassword(user.Id, new ChangePassword("wrong horse", "another horse battery"))).Outcome);

        var refused = await guard.ChangePassword(user.Id, new ChangePassword(AccountsCluster.Password, "another horse battery"));

        Assert.Equal(ChangePasswordOutcome.RateLimited, refused.Outcome);
        Assert.Equal(SignInOutcome.SignedIn, (await cluster.SignIn(EmailAddress.Parse(user.Email))).Outcome);
    }

    [Fact]
    public async Task The_new_password_keeps_the_rules_too()
    {
        var user = await cluster.SomeUser();

        var result = await cluster.User(user.Id).ChangePassword(new ChangePassword(AccountsCluster.Password, user.Email));

        Assert.Equal((ChangePasswordOutcome.Refused, PasswordFault.SameAsEmail), (result.Outcome, Assert.Single(result.Faults)));
    }

    [Fact]
    public async Task Nobody_has_a_role_or_a_profile_to_change()
    {
        var nobody = cluster.User(Ids.New<UserId>(TimeProvider.System));

        Assert.Null(await nobody.SetRole(UserRole.Admin));
        Assert.Null(await nobody.Change(new ChangeProfile("Name", null, null, null, null, null, null, null)));
    }

    private Task<WalletMoveResult> Move(UserView user, long amount) => cluster.Grains.GetGrain<IWalletGrain>(user.Id.ToString())
        .Move(new WalletMovement(Guid.NewGuid(), new Money(amount, "INR"), CounterAccounts.Promotions, "test"));
}
