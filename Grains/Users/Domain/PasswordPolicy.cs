using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Marquee.Users.Domain;

/// <summary>Which passwords may be chosen. Length is what counts; no rule asks for digits or signs, which only makes people predictable.</summary>
internal static class PasswordPolicy
{
    private static readonly FrozenSet<string> Common = ReadCommon();

    public static ImmutableArray<PasswordFault> Check(string password, EmailAddress email) => [.. FaultsOf(password, email)];

    private static IEnumerable<PasswordFault> FaultsOf(string password, EmailAddress email)
    {
        if (password.Length < PasswordLength.Least) yield return PasswordFault.TooShort;
        if (password.Length > PasswordLength.Most) yield return PasswordFault.TooLong;
        if (Common.Contains(password.Trim()) || password.All(character => character == password[0])) yield return PasswordFault.TooCommon;
        if (string.Equals(password.Trim(), email.Value, StringComparison.OrdinalIgnoreCase)) yield return PasswordFault.SameAsEmail;
    }

    private static FrozenSet<string> ReadCommon()
    {
        const string Name = "common-passwords.txt";
        using var stream = typeof(PasswordPolicy).Assembly.GetManifestResourceStream(Name)
            ?? throw new InvalidOperationException($"The assembly lacks its resource {Name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
