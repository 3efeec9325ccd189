using Marquee.Users;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace Marquee.Tests.Users;

/// <summary>Moves the cluster's clock, so its tests are no neighbours of those that do not expect it.</summary>
[Collection("postgres")]
public sealed class ClockedAccountsTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    [Fact]
    public async Task A_locked_out_network_is_let_in_again_after_a_quarter_of_an_hour()
    {
        var email = EmailAddress.Parse((await cluster.SomeUser()).Email);
        for (var attempt = 0; attempt < 5; attempt++) await cluster.SignIn(email, "wrong horse");
        Assert.Equal(SignInOutcome.RateLimited, (await cluster.SignIn(email)).Outcome);

        cluster.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(SignInOutcome.SignedIn, (await cluster.SignIn(email)).Outcome);
    }

    [Fact]
    public async Task A_session_ends_thirty_days_after_its_sign_in_however_often_it_was_refreshed()
    {
        var tokens = await SignIn();
        cluster.Clock.Advance(TimeSpan.FromDays(29));
        tokens = await cluster.Session(tokens.RefreshToken).Refresh(tokens.RefreshToken);
        Assert.NotNull(tokens);

        cluster.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Null(await cluster.Session(tokens.RefreshToken).Refresh(tokens.RefreshToken));
    }

    [Fact]
    public async Task A_token_says_who_signed_in_and_for_how_long()
    {
        var tokens = await SignIn();

        var token = new JsonWebToken(tokens.AccessToken);

        Assert.Equal(("ES256", "at+jwt", "marquee", "marquee-api"), (token.Alg, token.Typ, token.Issuer, token.Audiences.Single()));
        Assert.Equal(tokens.User.Id.ToString(), token.Subject);
        Assert.Equal(tokens.RefreshToken.Session.ToString(), token.GetClaim("sid").Value);
        Assert.Equal("customer", token.GetClaim("role").Value);
        Assert.Equal(TimeSpan.FromMinutes(15), token.ValidTo - token.IssuedAt);
        Assert.NotEmpty(token.Id);
    }

    [Fact]
    public async Task The_next_key_is_public_before_it_signs_and_the_old_one_until_its_tokens_have_ended()
    {
        var keys = cluster.Grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        var old = new JsonWebToken((await SignIn()).AccessToken).Kid;
        Assert.Equal(old, (await keys.PublicKeys())[^1].Id);

        cluster.Clock.Advance(TimeSpan.FromDays(29.5));
        var next = (await keys.PublicKeys())[^1].Id;
        Assert.NotEqual(old, next);
        Assert.Equal(old, new JsonWebToken((await SignIn()).AccessToken).Kid);

        cluster.Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal(next, new JsonWebToken((await SignIn()).AccessToken).Kid);

        cluster.Clock.Advance(TimeSpan.FromHours(2));
        Assert.DoesNotContain(await keys.PublicKeys(), key => key.Id == old);
    }

    [Fact]
    public async Task The_keys_outlive_their_silo()
    {
        var keys = cluster.Grains.GetGrain<ISigningKeysGrain>(ISigningKeysGrain.Key);
        var before = await keys.PublicKeys();

        await cluster.Forget(keys);

        Assert.Equal(before.AsEnumerable(), await keys.PublicKeys());
    }

    private async Task<SessionTokens> SignIn() =>
        (await cluster.SignIn(EmailAddress.Parse((await cluster.SomeUser()).Email), network: AccountsCluster.NewNetwork())).Tokens!;
}
