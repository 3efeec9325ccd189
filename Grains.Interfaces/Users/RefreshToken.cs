using System.Buffers.Text;

namespace Marquee.Users;

/// <summary>A refresh token as clients carry it: the session's id, a dot, and 256 random bits in base64url.</summary>
[GenerateSerializer, Immutable, Alias("marquee.refresh-token")]
public readonly record struct RefreshToken([property: Id(0)] SessionId Session, [property: Id(1)] string Secret)
{
    public const int SecretBytes = 32;
    private const int SecretLength = 43;

    public static bool TryParse(string? text, out RefreshToken token)
    {
        token = default;
        var dot = text?.IndexOf('.', StringComparison.Ordinal) ?? -1;
        if (dot < 0 || !Ids.TryParse<SessionId>(text![..dot], out var session)) return false;
        var secret = text[(dot + 1)..];
        if (secret.Length != SecretLength || !Base64Url.IsValid(secret)) return false;
        token = new RefreshToken(session, secret);
        return true;
    }

    /// <summary>What the client gets. Not <see cref="object.ToString"/>, so that no log shows it by accident.</summary>
    public string Write() => $"{Session}.{Secret}";

    public override string ToString() => $"{Session}.*";
}
