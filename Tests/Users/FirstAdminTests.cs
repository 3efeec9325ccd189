using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Users;

[Collection("postgres")]
public sealed class FirstAdminTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    private const string Password = "admin-demo-2026";
    private readonly EmailAddress _email = AccountsCluster.NewEmail();

    [Fact]
    public async Task The_first_admin_is_made_once_and_can_sign_in()
    {
        var first = await Ensure();
        var again = await Ensure();

        Assert.Equal(first, again);
        Assert.Equal(UserRole.Admin, (await cluster.SignIn(_email, Password)).Tokens!.User.Role);
    }

    [Fact]
    public async Task A_password_that_was_changed_since_is_left_alone_and_the_role_comes_back()
    {
        var id = await Ensure();
        await cluster.User(id).ChangePassword(new ChangePassword(Password, "another horse battery"));
        await cluster.User(id).SetRole(UserRole.Customer);

        await Ensure();

        Assert.Equal(UserRole.Admin, (await cluster.SignIn(_email, "another horse battery")).Tokens!.User.Role);
    }

    [Fact]
    public async Task One_who_deleted_the_account_is_made_anew()
    {
        var first = await Ensure();
        await cluster.User(first).Erase();

        Assert.NotEqual(first, await Ensure());
        Assert.Equal(SignInOutcome.SignedIn, (await cluster.SignIn(_email, Password)).Outcome);
    }

    [Fact]
    public async Task Whoever_registered_the_address_before_becomes_no_admin()
    {
        var registered = await cluster.Register(AccountsCluster.Registration(_email), AccountsCluster.NewKey());

        await Assert.ThrowsAsync<InvalidOperationException>(Ensure);

        Assert.Equal(UserRole.Customer, (await cluster.User(registered.User!.Id).Get())!.Role);
    }

    [Fact]
    public async Task Unless_they_have_the_configured_password()
    {
        var registered = await cluster.Register(AccountsCluster.Registration(_email, Password), AccountsCluster.NewKey());

        Assert.Equal(registered.User!.Id, await Ensure());
        Assert.Equal(UserRole.Admin, (await cluster.User(registered.User.Id).Get())!.Role);
    }

    [Fact]
    public async Task Nobody_is_made_where_nobody_is_configured() =>
        await FirstAdmin.EnsureAsync(cluster.Grains, new FirstAdminOptions(), CancellationToken.None);

    private Task<UserId> Ensure() =>
        FirstAdmin.EnsureAccountAsync(cluster.Grains, _email.Value, Password, "Administrator", UserRole.Admin, CancellationToken.None);
}
