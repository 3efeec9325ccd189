using System.Globalization;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>Versions of rows as Orleans carries them: text.</summary>
internal static class Etag
{
    /// <summary>The version that a first write expects: no row.</summary>
    public const long None = 0;

    private static readonly string[] Common = [.. Enumerable.Range(0, 256).Select(version => version.ToString(CultureInfo.InvariantCulture))];

    public static string Of(long version) =>
        (ulong)version < (ulong)Common.Length ? Common[version] : version.ToString(CultureInfo.InvariantCulture);

    public static long Version(string? etag) => string.IsNullOrEmpty(etag) ? None : long.Parse(etag, CultureInfo.InvariantCulture);
}
