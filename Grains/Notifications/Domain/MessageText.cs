using System.Globalization;
using System.Text;

namespace Marquee.Notifications.Domain;

/// <summary>Puts values into a text: <c>{name}</c> stands for the value of that name.</summary>
internal static class MessageText
{
    /// <param name="escape">How a value is written where it stands; the text itself stays as it is.</param>
    /// <exception cref="FormatException">The text asks for a value that there is not.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> escape)
    {
        var filled = new StringBuilder(text.Length * 2);
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0) return filled.Append(text, at, text.Length - at).ToString();
            var name = text[(open + 1)..close];
            filled.Append(text, at, open - at);
            if (!IsName(name)) filled.Append(text, open, close + 1 - open);
            else if (values.TryGetValue(name, out var value)) filled.Append(escape(value));
            else throw new FormatException($"A text asks for {{{name}}}, which no message has.");
            at = close + 1;
        }

        return filled.ToString();
    }

    /// <summary>The names that the text asks for.</summary>
    public static IReadOnlySet<string> Names(string text) =>
        text.Split('{').Skip(1).Select(rest => rest.Split('}')[0]).Where(IsName).ToHashSet(StringComparer.Ordinal);

    // Styles have braces too, and no names in them.
    private static bool IsName(string text) => text.Length > 0 && text.All(char.IsAsciiLetterOrDigit);
}

/// <summary>Amounts and times as people of a language read them.</summary>
internal static class LocalText
{
    private static readonly Dictionary<string, string> Signs = new() { ["INR"] = "₹", ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥" };
    private static readonly HashSet<string> Whole = ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"];
    private static readonly HashSet<string> Thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static string Amount(long minor, string currency, CultureInfo culture)
    {
        var digits = Whole.Contains(currency) ? 0 : Thousandths.Contains(currency) ? 3 : 2;
        var number = (minor / (decimal)Math.Pow(10, digits)).ToString($"N{digits}", culture);
        return Signs.TryGetValue(currency, out var sign) ? sign + number : $"{currency} {number}";
    }

    /// <summary>By the clock on the theater's wall.</summary>
    public static (string Day, string Time) When(DateTimeOffset at, string timeZone, CultureInfo culture)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        return (local.ToString("dddd, d MMMM yyyy", culture), local.ToString("HH:mm", CultureInfo.InvariantCulture));
    }
}
