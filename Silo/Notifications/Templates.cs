using System.Globalization;
using System.Text.Json;

namespace Marquee.Silo.Notifications;

/// <summary>The words of messages: a file a language, and the forms that they are put into. Compiled in.</summary>
internal static class Templates
{
    public const string Default = "en";
    private const string Folder = "notifications/";

    public static readonly IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Languages = ReadLanguages();
    public static readonly string Html = Read("mail.html");
    public static readonly string HtmlRow = Read("row.html");
    public static readonly string HtmlCode = Read("code.html");
    public static readonly string Text = Read("mail.txt");

    private static readonly Dictionary<string, CultureInfo> Cultures =
        Languages.Keys.ToDictionary(language => language, language => CultureInfo.GetCultureInfo($"{language}-IN"));

    /// <summary>The language that a customer is written to in: theirs where we speak it, English otherwise.</summary>
    /// <param name="tag">BCP 47, <c>hi-IN</c>.</param>
    public static string LanguageOf(string? tag)
    {
        var language = tag?.Split('-')[0].ToLowerInvariant() ?? Default;
        return Languages.ContainsKey(language) ? language : Default;
    }

    public static CultureInfo CultureOf(string language) => Cultures[language];

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadLanguages() => typeof(Templates).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".json", StringComparison.Ordinal))
        .ToDictionary(
            name => name[Folder.Length..^".json".Length],
            name => (IReadOnlyDictionary<string, string>)JsonSerializer.Deserialize<Dictionary<string, string>>(Read(name[Folder.Length..]))!);

    private static string Read(string name)
    {
        using var stream = typeof(Templates).Assembly.GetManifestResourceStream(Folder + name) ?? throw new InvalidOperationException($"{name} was not compiled in.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
