using System.Globalization;

namespace Marquee.LoadTest.Streams;

/// <summary>How many files, and so connections, a process may have open here.</summary>
internal static class OpenFiles
{
    private const string Line = "Max open files";

    /// <summary>What a process needs besides its streams.</summary>
    public const int Spare = 500;

    /// <summary>The hard limit, which .NET raises the soft one to; null where the system does not tell.</summary>
    public static long? Most() => File.Exists("/proc/self/limits")
        && File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith(Line, StringComparison.Ordinal)) is { } limit
        && long.TryParse(limit[Line.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            ? most
            : null;
}
