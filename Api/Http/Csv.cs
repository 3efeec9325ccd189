using System.Globalization;

namespace Marquee.Api.Http;

/// <summary>Lines of comma-separated values as RFC 4180 has them.</summary>
internal static class Csv
{
    public const string Type = "text/csv";

    /// <summary>True where the client would rather have a table: it says so in <c>Accept</c>.</summary>
    public static bool IsWanted(HttpRequest request) => request.GetTypedHeaders().Accept.Any(type => type.MediaType == Type);

    public static string Line(params IEnumerable<string?> fields) => string.Join(',', fields) + "\r\n";

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// A text that somebody typed, for people who open the file in a spreadsheet: there a field that begins like a formula would be one, in
    /// quotes or not. An apostrophe makes it the text that it is.
    /// </summary>
    public static string? Text(string? text) => Quoted(text is { Length: > 0 } && IsFormula(text) ? $"'{text}" : text);

    /// <summary>A field as it is, in quotes where it must be.</summary>
    public static string? Quoted(string? field) =>
        field is not null && field.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    // Spreadsheets pass over what cannot be seen in front, and take the wide signs for the narrow ones.
    private static bool IsFormula(string text)
    {
        if (text[0] is '\t' or '\r' or '\n') return true;
        var seen = text.AsSpan().TrimStart();
        return seen.Length > 0 && "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(seen[0], StringComparison.Ordinal);
    }
}
