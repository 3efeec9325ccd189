using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Marquee.Tests.Deployment;

/// <summary>What <c>docker-compose.yml</c> says, with the variables of <c>deploy/example.env</c> in place.</summary>
internal sealed partial class Compose
{
    private readonly Dictionary<string, string> _variables;
    private readonly Dictionary<object, object> _services;

    private Compose(string yaml, Dictionary<string, string> variables)
    {
        _variables = variables;
        var reader = new MergingParser(new YamlDotNet.Core.Parser(new StringReader(yaml)));
        var file = new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(reader);
        _services = (Dictionary<object, object>)file["services"];
    }

    public IEnumerable<string> Services => _services.Keys.Cast<string>();

    public static Compose Read() => new(
        File.ReadAllText(PathOf("docker-compose.yml")),
        File.ReadLines(PathOf("deploy/example.env"))
            .Where(line => line.Contains('=', StringComparison.Ordinal) && !line.StartsWith('#'))
            .Select(line => line.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => pair[1]));

    public static string PathOf(string file, [CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", file));

    public object? Find(string service, string key) => ((Dictionary<object, object>)_services[service]).GetValueOrDefault(key);

    public IEnumerable<string> Texts(string service, string key) => (Find(service, key) as List<object> ?? []).Cast<string>();

    /// <summary>The target in the Dockerfile that the service is built from, or null.</summary>
    public string? Target(string service) => (Find(service, "build") as Dictionary<object, object>)?["target"] as string;

    /// <exception cref="KeyNotFoundException">A variable is not in the example.</exception>
    public Dictionary<string, string> Environment(string service) =>
        (Find(service, "environment") as Dictionary<object, object> ?? []).ToDictionary(pair => (string)pair.Key, pair => Fill((string)pair.Value));

    /// <summary>Names of settings that say the same everywhere, or that somebody must give: what is left to a default need not be there.</summary>
    public IEnumerable<string> Required(string service) =>
        (Find(service, "environment") as Dictionary<object, object> ?? []).Where(pair => !((string)pair.Value).Contains(":-", StringComparison.Ordinal)).Select(pair => (string)pair.Key);

    private string Fill(string text) => Variable().Replace(text, match => _variables[match.Groups[1].Value]);

    [GeneratedRegex(@"\$\{(\w+)[^}]*\}")]
    private static partial Regex Variable();
}
