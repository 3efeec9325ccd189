namespace Marquee.Users;

/// <summary>
/// Guards the password of one account against guessing from one network: takes attempts one at a time, counts those that fail and refuses
/// more for a while. Keyed by <see cref="SignInKey"/>, so that whoever guesses from elsewhere locks out themselves and not the owner. The
/// count is in memory: losing the silo forgives it, and each guess still costs a hash.
/// </summary>
[Alias("marquee.sign-in")]
public interface ISignInGrain : IGrainWithStringKey
{
    [Alias("sign-in")] Task<SignInResult> SignIn(SignIn command);

    /// <summary>Changes the password of a user who knows the old one.</summary>
    [Alias("change-password")] Task<ChangePasswordResult> ChangePassword(UserId user, ChangePassword command);
}

public static class SignInKey
{
    public static string Of(EmailAddress email, ClientNetwork network) => $"{email.Key}/{network}";

    public static string Of(UserId user, ClientNetwork network) => $"{user}/{network}";
}

[GenerateSerializer, Immutable, Alias("marquee.sign-in-command")]
public sealed record SignIn(
    [property: Id(0)] EmailAddress Email,
    [property: Id(1)] string Password,
    [property: Id(2)] ClientNetwork Network)
{
    /// <summary>Without what nobody should find in a log.</summary>
    public override string ToString() => $"{nameof(SignIn)} from {Network}";
}

public enum SignInOutcome
{
    SignedIn = 0,

    /// <summary>Wrong password or no such user; nobody is told which.</summary>
    InvalidCredentials = 1,
    RateLimited = 2,
}

/// <param name="RetryAfter">How long to wait, where rate limited.</param>
[GenerateSerializer, Immutable, Alias("marquee.sign-in-result")]
public sealed record SignInResult(
    [property: Id(0)] SignInOutcome Outcome,
    [property: Id(1)] SessionTokens? Tokens,
    [property: Id(2)] TimeSpan RetryAfter);
