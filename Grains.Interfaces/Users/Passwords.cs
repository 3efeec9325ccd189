using System.Collections.Immutable;

namespace Marquee.Users;

/// <summary>How long a password may be, in UTF-16 characters.</summary>
public static class PasswordLength
{
    public const int Least = 8;
    public const int Most = 128;
}

/// <summary>Why a password cannot be chosen.</summary>
public enum PasswordFault
{
    TooShort = 0,
    TooLong = 1,

    /// <summary>It is among the first that anybody would try.</summary>
    TooCommon = 2,
    SameAsEmail = 3,
}

/// <param name="Version">Of the password that was compared.</param>
/// <param name="Outdated">The hash was made at another cost than the one set now.</param>
[GenerateSerializer, Immutable, Alias("marquee.password-check")]
public sealed record PasswordCheck(
    [property: Id(0)] bool Right,
    [property: Id(1)] int Version,
    [property: Id(2)] bool Outdated);

[GenerateSerializer, Immutable, Alias("marquee.change-password")]
public sealed record ChangePassword([property: Id(0)] string Current, [property: Id(1)] string Next)
{
    /// <summary>Without what nobody should find in a log.</summary>
    public override string ToString() => nameof(ChangePassword);
}

public enum ChangePasswordOutcome
{
    Changed = 0,
    WrongPassword = 1,
    Refused = 2,
    RateLimited = 3,
    UserGone = 4,
}

/// <param name="Faults">Why the new password was refused.</param>
/// <param name="RetryAfter">How long to wait, where rate limited.</param>
[GenerateSerializer, Immutable, Alias("marquee.change-password-result")]
public sealed record ChangePasswordResult(
    [property: Id(0)] ChangePasswordOutcome Outcome,
    [property: Id(1)] ImmutableArray<PasswordFault> Faults,
    [property: Id(2)] TimeSpan RetryAfter)
{
    public static ChangePasswordResult Of(ChangePasswordOutcome outcome) => new(outcome, [], TimeSpan.Zero);
}
