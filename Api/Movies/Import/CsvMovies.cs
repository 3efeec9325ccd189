using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Marquee.Api.Http;

namespace Marquee.Api.Movies.Import;

/// <summary>
/// Movies as a table: a column a field, named in the first line, in any order. Lists stand with bars between them, credits as name and role
/// with an equals sign between, attributes as JSON.
/// </summary>
internal static class CsvMovies
{
    private const char Between = '|';
    private const char Role = '=';

    public static readonly string[] Columns =
    [
        "id", "externalId", "title", "originalTitle", "languages", "genres", "durationMinutes", "certificate", "releaseDate", "synopsis", "posterUrl",
        "cast", "crew", "tags", "attributes",
    ];

    /// <exception cref="BadHttpRequestException">The first line does not name columns.</exception>
    public static async IAsyncEnumerable<ImportLine> ReadAsync(Stream body, int longest, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        string[]? columns = null;
        await foreach (var record in new CsvRecords(text, longest).ReadAsync(cancellation))
        {
            if (columns is null) columns = ColumnsOf(record);
            else yield return Parse(record, columns, longest);
        }
    }

    public static string Header => string.Join(',', Columns) + "\r\n";

    public static string Write(MovieLine movie)
    {
        string?[] fields =
        [
            movie.Id, movie.ExternalId, movie.Title, movie.OriginalTitle, List(movie.Languages), List(movie.Genres),
            movie.DurationMinutes?.ToString(CultureInfo.InvariantCulture), movie.Certificate, movie.ReleaseDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            movie.Synopsis, movie.PosterUrl, List(movie.Cast?.Select(Credit)), List(movie.Crew?.Select(Credit)), List(movie.Tags), movie.Attributes?.GetRawText(),
        ];
        return Csv.Line(fields.Select(Csv.Quoted));
    }

    private static string[] ColumnsOf(CsvRecord header)
    {
        string[] columns = [.. (header.Fields ?? []).Select(name => name.Trim())];
        if (columns.Length > 0 && columns.All(Columns.Contains) && columns.Distinct().Count() == columns.Length) return columns;
        throw new BadHttpRequestException($"The first line must name columns, each once, of {string.Join(", ", Columns)}.");
    }

    private static ImportLine Parse(CsvRecord record, string[] columns, int longest)
    {
        if (record.Fields is not { } fields) return new ImportLine(record.Line, null, $"The record has more than {longest} characters.");
        if (fields.Count != columns.Length) return new ImportLine(record.Line, null, $"The record has {fields.Count} fields and the first line has {columns.Length}.");
        if (fields.Any(field => field.Contains('\uFFFD', StringComparison.Ordinal))) return new ImportLine(record.Line, null, "The record is not UTF-8.");
        var values = columns.Zip(fields).Where(pair => pair.Second.Length > 0).ToDictionary(pair => pair.First, pair => pair.Second);
        var error = "";
        var movie = new MovieLine(
            values.GetValueOrDefault("title"), Items(values, "languages"), Items(values, "genres") ?? [], Number(values, "durationMinutes", ref error),
            values.GetValueOrDefault("externalId"), values.GetValueOrDefault("id"), values.GetValueOrDefault("originalTitle"), values.GetValueOrDefault("certificate"),
            Day(values, "releaseDate", ref error), values.GetValueOrDefault("synopsis"), values.GetValueOrDefault("posterUrl"), Credits(values, "cast"),
            Credits(values, "crew"), Items(values, "tags"), Json(values, "attributes", ref error));
        return error.Length > 0 ? new ImportLine(record.Line, null, error) : new ImportLine(record.Line, movie, null);
    }

    private static string[]? Items(Dictionary<string, string> values, string name) =>
        values.TryGetValue(name, out var text) ? text.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : null;

    private static CreditBody[]? Credits(Dictionary<string, string> values, string name) => Items(values, name)?.Select(item =>
        item.IndexOf(Role, StringComparison.Ordinal) is > 0 and var at ? new CreditBody(item[..at].Trim(), item[(at + 1)..].Trim()) : new CreditBody(item, null)).ToArray();

    private static int? Number(Dictionary<string, string> values, string name, ref string error)
    {
        if (!values.TryGetValue(name, out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        error = $"{name} must be a whole number.";
        return null;
    }

    private static DateOnly? Day(Dictionary<string, string> values, string name, ref string error)
    {
        if (!values.TryGetValue(name, out var text)) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        error = $"{name} must be a day such as 2026-11-24.";
        return null;
    }

    private static JsonElement? Json(Dictionary<string, string> values, string name, ref string error)
    {
        if (!values.TryGetValue(name, out var text)) return null;
        try
        {
            if (JsonElement.Parse(text) is { ValueKind: JsonValueKind.Object } json) return json;
        }
        catch (JsonException)
        {
            // Said below.
        }

        error = $"{name} must be a JSON object.";
        return null;
    }

    private static string? List(IEnumerable<string?>? items) => items is null ? null : string.Join(Between, items);

    private static string? Credit(CreditBody? credit) => credit?.Role is { } role ? $"{credit.Name}{Role}{role}" : credit?.Name;
}
