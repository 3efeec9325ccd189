using System.Text.RegularExpressions;
using Marquee.Api.Http;

namespace Marquee.Api.Theaters;

/// <summary>Accepts IANA names alone. The system would also take Windows' names and, as a path, other files beside the zones.</summary>
internal static partial class TimeZones
{
    private const int LongestName = 64;

    public static string Read(string field, string? value, Validation checks)
    {
        var name = checks.Text(field, value, LongestName);
        if (name.Length is 0 or > LongestName) return name;
        // A zone that was loaded before is found in any case, another one is not; the name must be spelled right either way.
        var valid = (name == "UTC" || IanaName().IsMatch(name)) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) && zone.Id == name;
        checks.Check(valid, field, $"{field} must be an IANA time zone, such as Asia/Kolkata.");
        return name;
    }

    [GeneratedRegex(@"^(?!posix/|right/)[A-Za-z_]+(/[A-Za-z0-9_+\-]+){1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IanaName();
}
