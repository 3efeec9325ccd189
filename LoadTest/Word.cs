using System.Globalization;

namespace Marquee.LoadTest;

/// <summary>Reads the words of a command line.</summary>
internal static class Word
{
    public static bool IsNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>The words are not understood: says why.</summary>
    public static bool Fail(string why, out string error)
    {
        error = why;
        return false;
    }
}
