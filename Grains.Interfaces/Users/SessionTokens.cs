namespace Marquee.Users;

/// <summary>What a client holds while signed in.</summary>
/// <param name="ExpiresIn">How long the access token is good for.</param>
[GenerateSerializer, Immutable, Alias("marquee.session-tokens")]
public sealed record SessionTokens(
    [property: Id(0)] string AccessToken,
    [property: Id(1)] RefreshToken RefreshToken,
    [property: Id(2)] TimeSpan ExpiresIn,
    [property: Id(3)] UserView User)
{
    /// <summary>Without what nobody should find in a log.</summary>
    public override string ToString() => $"{nameof(SessionTokens)} {RefreshToken}";
}

/// <param name="PasswordVersion">Of the password that was verified.</param>
/// <param name="Rehash">The password, where its hash is to be made anew.</param>
[GenerateSerializer, Immutable, Alias("marquee.open-session")]
public sealed record OpenSession([property: Id(0)] int PasswordVersion, [property: Id(1)] string? Rehash)
{
    /// <summary>Without what nobody should find in a log.</summary>
    public override string ToString() => $"{nameof(OpenSession)} {PasswordVersion}";
}

[GenerateSerializer, Immutable, Alias("marquee.opened-session")]
public sealed record OpenedSession([property: Id(0)] RefreshToken Token, [property: Id(1)] UserView User);
