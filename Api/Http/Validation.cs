using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Http;

/// <summary>Collects what is wrong with a well-formed request, field by field, so that the client hears all of it at once.</summary>
internal sealed class Validation
{
    private readonly Dictionary<string, List<string>> _errors = [];

    public bool Failed => _errors.Count > 0;

    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var messages)) _errors[field] = messages = [];
        messages.Add(message);
    }

    public void Check(bool valid, string field, string message)
    {
        if (!valid) Add(field, message);
    }

    /// <summary>A text that must be there. Answers it trimmed, empty where it is missing.</summary>
    public string Text(string field, string? value, int most, int least = 1)
    {
        var text = value?.Trim() ?? "";
        if (text.Length == 0 && least > 0) Add(field, $"{field} is required.");
        else if (text.Length < least || text.Length > most) Add(field, $"{field} must have {least} to {most} characters.");
        else if (text.Any(char.IsControl) || !IsWellFormed(text)) Add(field, $"{field} must not contain control characters.");
        return text;
    }

    /// <summary>A text that may be missing.</summary>
    public string? Optional(string field, string? value, int most) => value is null ? null : Text(field, value, most);

    public T Required<T>(string field, T? value) where T : struct
    {
        if (value is null) Add(field, $"{field} is required.");
        return value.GetValueOrDefault();
    }

    public T Id<T>(string field, string? value) where T : struct, IId<T>
    {
        if (string.IsNullOrEmpty(value)) Add(field, $"{field} is required.");
        else if (Ids.TryParse<T>(value, out var id)) return id;
        else Add(field, $"{field} is not an id; such an id begins with '{T.Prefix}'.");
        return default;
    }

    /// <summary>What is wrong, by field.</summary>
    public Dictionary<string, string[]> Errors => _errors.ToDictionary(e => e.Key, e => e.Value.ToArray());

    public ProblemHttpResult Problem() => Problems.Invalid(Errors);

    /// <summary>A lone surrogate cannot be stored as UTF-8.</summary>
    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == System.Text.Rune.ReplacementChar && !text.Contains('\uFFFD', StringComparison.Ordinal)) return false;
        return true;
    }
}
