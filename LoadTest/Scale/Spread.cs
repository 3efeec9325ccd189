using System.Globalization;

namespace Marquee.LoadTest.Scale;

/// <summary>Writes what was measured several times: the one in the middle, and how far the others lie apart.</summary>
internal static class Spread
{
    public static string Of(IEnumerable<double> values, string format)
    {
        var sorted = values.Order().ToList();
        var median = (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        return $"{Text(median, format)} ({Text(sorted[0], format)}-{Text(sorted[^1], format)})";
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
