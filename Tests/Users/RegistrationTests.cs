using Marquee.Users;
using Xunit;

namespace Marquee.Tests.Users;

[Collection("postgres")]
public sealed class RegistrationTests(AccountsCluster cluster) : IClassFixture<AccountsCluster>
{
    private readonly RegisterUser _command = AccountsCluster.Registration();
    private readonly string _key = AccountsCluster.NewKey();

    [Fact]
    public async Task A_user_is_a_customer_who_is_notified_by_mail()
    {
        var result = await cluster.Register(_command, _key);

        Assert.Equal(RegisterOutcome.Registered, result.Outcome);
        var user = await cluster.User(result.User!.Id).Get();
        Assert.Equal((_command.Email.Value, "Somebody", UserRole.Customer, NotifyPreferences.Default), (user!.Email, user.Name, user.Role, user.Notify));
    }

    [Fact]
    public async Task A_user_survives_their_silo()
    {
        var user = (await cluster.Register(_command, _key)).User!;

        await cluster.Forget(cluster.User(user.Id));

        Assert.Equal(user, await cluster.User(user.Id).Get());
        Assert.Equal(SignInOutcome.SignedIn, (await cluster.SignIn(_command.Email)).Outcome);
    }

    [Fact]
    public async Task A_repeat_gives_the_first_answer_though_the_profile_has_changed()
    {
        var first = await cluster.Register(_command, _key);
        await cluster.User(first.User!.Id).Change(new ChangeProfile("Other", "", "Pune", "en", true, true, true, true));

        var repeat = await cluster.Register(_command, _key);

        Assert.Equal((RegisterOutcome.Replayed, first.User), (repeat.Outcome, repeat.User));
    }

    [Fact]
    public async Task Another_body_or_password_under_the_same_key_is_refused()
    {
        await cluster.Register(_command, _key);

        var body = await cluster.Register(_command with { Fingerprint = Fingerprint.Of("other"u8) }, _key);
        var password = await cluster.Register(_command with { Password = "another horse battery" }, _key);

        Assert.Equal((RegisterOutcome.KeyReused, RegisterOutcome.KeyReused), (body.Outcome, password.Outcome));
    }

    [Fact]
    public async Task An_address_has_one_user()
    {
        await cluster.Register(_command, _key);

        var second = await cluster.Register(_command, AccountsCluster.NewKey());

        Assert.Equal(RegisterOutcome.EmailTaken, second.Outcome);
    }

    [Fact]
    public async Task Of_many_who_want_an_address_at_once_one_gets_it()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => cluster.Register(_command, AccountsCluster.NewKey())));

        var winner = Assert.Single(results, result => result.Outcome == RegisterOutcome.Registered);
        Assert.All(results.Except([winner]), result => Assert.Equal(RegisterOutcome.EmailTaken, result.Outcome));
        Assert.Equal(winner.User!.Id, await cluster.Address(_command.Email).Owner());
    }

    [Fact]
    public async Task A_refused_password_claims_nothing()
    {
        var refused = await cluster.Register(_command with { Password = "password123" }, _key);

        Assert.Equal((RegisterOutcome.PasswordRefused, PasswordFault.TooCommon), (refused.Outcome, Assert.Single(refused.Faults)));
        Assert.Null(await cluster.Address(_command.Email).Owner());
        Assert.Equal(RegisterOutcome.Registered, (await cluster.Register(_command, _key)).Outcome);
    }

    [Fact]
    public async Task A_repeat_finishes_what_broke_off_after_the_address_was_claimed()
    {
        await cluster.Address(_command.Email).Claim(RegisterUser.IdOf(_key, _command.Email), insteadOf: null);

        Assert.Equal(RegisterOutcome.Registered, (await cluster.Register(_command, _key)).Outcome);
    }

    [Fact]
    public async Task An_address_claimed_for_somebody_who_never_came_is_free_and_they_stay_away()
    {
        await cluster.Address(_command.Email).Claim(RegisterUser.IdOf(_key, _command.Email), insteadOf: null);

        var other = await cluster.Register(_command, AccountsCluster.NewKey());
        var late = await cluster.Register(_command, _key);

        Assert.Equal((RegisterOutcome.Registered, RegisterOutcome.EmailTaken), (other.Outcome, late.Outcome));
        Assert.Equal(other.User!.Id, await cluster.Address(_command.Email).Owner());
    }
}
