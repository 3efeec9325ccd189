using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Users;

[Collection("postgres")]
public sealed class SignInTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    private readonly string _network = AccountsCluster.NewNetwork();

    [Fact]
    public async Task The_right_password_opens_a_session()
    {
        var user = await cluster.SomeUser();

        var result = await SignIn(user);

        Assert.Equal((SignInOutcome.SignedIn, user), (result.Outcome, result.Tokens!.User));
        Assert.Equal(user, await cluster.User(user.Id).InSession(result.Tokens.RefreshToken.Session));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        var wrong = await SignIn(await cluster.SomeUser(), "wrong horse");
        var unknown = await cluster.SignIn(AccountsCluster.NewEmail(), network: _network);

        Assert.Equal(SignInOutcome.InvalidCredentials, wrong.Outcome);
        Assert.Equal(wrong, unknown);
    }

    [Fact]
    public async Task Five_failures_refuse_the_sixth_attempt_even_with_the_right_password()
    {
        var user = await cluster.SomeUser();
        await FailFiveTimes(user);

        var sixth = await SignIn(user);

        Assert.Equal(SignInOutcome.RateLimited, sixth.Outcome);
        Assert.InRange(sixth.RetryAfter, TimeSpan.FromMinutes(14), TimeSpan.FromMinutes(15));
    }

    [Fact]
    public async Task Guesses_that_come_together_are_counted_one_by_one()
    {
        var user = await cluster.SomeUser();

        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => SignIn(user, "wrong horse")));

        Assert.Equal(5, results.Count(result => result.Outcome == SignInOutcome.InvalidCredentials));
        Assert.Equal(15, results.Count(result => result.Outcome == SignInOutcome.RateLimited));
    }

    [Fact]
    public async Task The_owner_gets_in_from_elsewhere_meanwhile()
    {
        var user = await cluster.SomeUser();
        await FailFiveTimes(user);

        var owner = await cluster.SignIn(EmailOf(user), network: AccountsCluster.NewNetwork());

        Assert.Equal(SignInOutcome.SignedIn, owner.Outcome);
    }

    [Fact]
    public async Task A_success_forgives_the_failures_before_it()
    {
        var user = await cluster.SomeUser();
        for (var round = 0; round < 3; round++)
        {
            for (var attempt = 0; attempt < 4; attempt++) await SignIn(user, "wrong horse");
            Assert.Equal(SignInOutcome.SignedIn, (await SignIn(user)).Outcome);
        }
    }

    [Fact]
    public async Task Fifty_failures_over_many_accounts_refuse_the_network()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => cluster.SignIn(AccountsCluster.NewEmail(), network: _network)));

        var refused = await SignIn(await cluster.SomeUser());

        Assert.Equal(SignInOutcome.RateLimited, refused.Outcome);
    }

    [Fact]
    public async Task A_hash_made_at_another_cost_is_made_anew()
    {
        var user = await cluster.SomeUser();
        var grain = cluster.User(user.Id);
        await cluster.Forget(grain);
        const string Reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        await cluster.Replace<UserState>(grain, "user", state => state with { PasswordHash = Reference });

        Assert.Equal(SignInOutcome.SignedIn, (await SignIn(user, "password")).Outcome);

        var state = await cluster.OnDisk<UserState>(grain, "user");
        Assert.StartsWith("$argon2id$v=19$m=64,t=1,p=1$", state.PasswordHash, StringComparison.Ordinal);
        Assert.Equal(SignInOutcome.SignedIn, (await SignIn(user, "password")).Outcome);
    }

    private static EmailAddress EmailOf(UserView user) => EmailAddress.Parse(user.Email);

    private Task<SignInResult> SignIn(UserView user, string password = AccountsCluster.Password) => cluster.SignIn(EmailOf(user), password, _network);

    private async Task FailFiveTimes(UserView user)
    {
        for (var attempt = 0; attempt < 5; attempt++) Assert.Equal(SignInOutcome.InvalidCredentials, (await SignIn(user, "wrong horse")).Outcome);
    }
}
