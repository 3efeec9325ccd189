using Marquee.Users;

namespace Marquee.Api.Users;

internal sealed record SignInRequest(string? Email, string? Password);

internal sealed record RefreshRequest(string? RefreshToken);

/// <summary>What a client holds while signed in.</summary>
/// <param name="ExpiresIn">Seconds the access token is good for.</param>
internal sealed record SessionBody(string AccessToken, string RefreshToken, int ExpiresIn, UserBody User)
{
    public static SessionBody Of(SessionTokens tokens) =>
        new(tokens.AccessToken, tokens.RefreshToken.Write(), (int)tokens.ExpiresIn.TotalSeconds, UserBody.Of(tokens.User));
}
