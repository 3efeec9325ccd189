using System.Globalization;

namespace Marquee.Silo.Audit;

/// <summary>How the audit log speaks of money, times and seats.</summary>
internal static class Words
{
    // ISO 4217: currencies whose minor unit is not a hundredth.
    private static readonly HashSet<string> NoMinorUnit =
        ["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"];

    private static readonly HashSet<string> Thousandths = ["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"];

    public static string Of(Money money)
    {
        var decimals = NoMinorUnit.Contains(money.Currency) ? 0 : Thousandths.Contains(money.Currency) ? 3 : 2;
        var amount = new decimal(money.Amount) / (decimal)Math.Pow(10, decimals);
        return $"{amount.ToString($"F{decimals}", CultureInfo.InvariantCulture)} {money.Currency}";
    }

    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Seats(IReadOnlyList<string> labels) => labels.Count == 1 ? $"seat {labels[0]}" : $"seats {string.Join(", ", labels)}";

    public static string Sentence(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
