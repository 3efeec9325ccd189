using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Users;

/// <summary>
/// An e-mail address in the one form that is compared: trimmed, lower case, at most 254 characters of ASCII. Addresses beyond ASCII are
/// refused, which leaves no two that look the same. That mail arrives there is not known.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.email-address")]
public readonly record struct EmailAddress
{
    public const int Longest = 254;
    private const int LongestLocalPart = 64;
    private const int LongestLabel = 63;
    private static readonly SearchValues<char> LocalPart = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+/=?^_`{|}~-");
    private static readonly SearchValues<char> Label = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private EmailAddress(string value) => Value = value;

    [Id(0)] public string Value { get; init; }

    /// <summary>Names the address's grain without telling the address: logs and rows show keys.</summary>
    public string Key => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Value)).AsSpan(0, 16));

    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        var value = text?.Trim().ToLowerInvariant() ?? "";
        if (value.Length > Longest) return false;
        var at = value.IndexOf('@', StringComparison.Ordinal);
        if (at < 0 || !IsLocalPart(value.AsSpan(0, at)) || !IsDomain(value.AsSpan(at + 1))) return false;
        address = new EmailAddress(value);
        return true;
    }

    /// <exception cref="FormatException">The text is not an e-mail address.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("The text is not an e-mail address.");

    public override string ToString() => Value;

    private static bool IsLocalPart(ReadOnlySpan<char> text) =>
        text.Length is > 0 and <= LongestLocalPart && !text.ContainsAnyExcept(LocalPart)
        && text[0] != '.' && text[^1] != '.' && text.IndexOf("..") < 0;

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var labels = 0;
        foreach (var range in text.Split('.'))
        {
            var label = text[range];
            if (label.Length is 0 or > LongestLabel || label.ContainsAnyExcept(Label) || label[0] == '-' || label[^1] == '-') return false;
            labels++;
        }

        return labels > 1 || text is "localhost";
    }
}
