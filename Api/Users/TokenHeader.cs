using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Marquee.Api.Users;

/// <summary>The part of a token that may be read before the token is trusted.</summary>
internal static class TokenHeader
{
    private const string Scheme = "Bearer ";
    private const int Longest = 512;

    /// <summary>The token itself, empty where there is none.</summary>
    public static ReadOnlySpan<char> TokenOf(string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? authorization.AsSpan(Scheme.Length).Trim() : [];

    /// <summary>Which key the token claims to be signed with, or null where it cannot be read.</summary>
    public static string? KeyIdOf(string authorization)
    {
        var token = TokenOf(authorization);
        var dot = token.IndexOf('.');
        if (dot is < 1 or > Longest) return null;
        Span<byte> json = stackalloc byte[Longest];
        return Base64Url.DecodeFromChars(token[..dot], json, out _, out var length) == OperationStatus.Done ? KeyIdOf(json[..length]) : null;
    }

    private static string? KeyIdOf(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var found = reader.ValueTextEquals("kid"u8);
                reader.Read();
                if (found) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Not JSON, or not text: the token is refused for it soon enough.
        }

        return null;
    }
}
