using System.Globalization;

namespace Marquee.LoadTest;

/// <summary>Reads the words of a command line.</summary>
internal static class Word
{
    public static bool IsNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;

    /// <summary>Reads options that have a value each.</summary>
    /// <param name="options">The usual ones; afterwards with what was asked for.</param>
    /// <param name="with">The options with one more, or null where its name or its value is none.</param>
    /// <param name="hint">Follows on what is not understood.</param>
    public static bool TryRead<T>(ReadOnlySpan<string> args, ref T options, Func<T, string, string, T?> with, out string error, string hint = "") where T : class
    {
        error = "";
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length) return Fail($"{args[i]} needs a value.", out error);
            if (with(options, args[i], args[i + 1]) is not { } next) return Fail($"{args[i]} {args[i + 1]} is not understood{(hint.Length > 0 ? $"; {hint}" : "")}.", out error);
            options = next;
        }

        return true;
    }

    /// <summary>The words are not understood: says why.</summary>
    public static bool Fail(string why, out string error)
    {
        error = why;
        return false;
    }
}
