using System.Collections.Immutable;

namespace Marquee.Users;

/// <param name="Fingerprint">Of the request without its password, which is compared with its hash instead.</param>
[GenerateSerializer, Immutable, Alias("marquee.register-user")]
public sealed record RegisterUser(
    [property: Id(0)] EmailAddress Email,
    [property: Id(1)] string Password,
    [property: Id(2)] string Name,
    [property: Id(3)] string? Phone,
    [property: Id(4)] Fingerprint Fingerprint)
{
    /// <summary>The user that a registration under this key makes: a repeat meets the same one.</summary>
    public static UserId IdOf(string idempotencyKey, EmailAddress email) => Ids.Derive<UserId>("users", idempotencyKey, email.Value);

    /// <summary>Without what nobody should find in a log.</summary>
    public override string ToString() => nameof(RegisterUser);
}

public enum RegisterOutcome
{
    Registered = 0,
    Replayed = 1,
    KeyReused = 2,
    EmailTaken = 3,
    PasswordRefused = 4,
}

/// <param name="User">As registered; null where refused.</param>
/// <param name="Faults">Why the password was refused.</param>
[GenerateSerializer, Immutable, Alias("marquee.register-result")]
public sealed record RegisterResult(
    [property: Id(0)] RegisterOutcome Outcome,
    [property: Id(1)] UserView? User,
    [property: Id(2)] ImmutableArray<PasswordFault> Faults);
