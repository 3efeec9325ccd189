using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Marquee.Silo.Postgres.Schema;

/// <summary>One numbered step of the schema. Once released it never changes; a correction is a new step.</summary>
internal sealed partial record SchemaScript(int Number, string Name, string Sql)
{
    /// <summary>SHA-256 over the text, the same whatever line endings the checkout has.</summary>
    public string Checksum { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>Every script <c>NNNN_name.sql</c> embedded in the silo, in the order of their numbers.</summary>
    public static IReadOnlyList<SchemaScript> Embedded { get; } = ReadAll(typeof(SchemaScript).Assembly);

    /// <summary>Grants to the application's role; not numbered because the role may come after the schema.</summary>
    public static string AppRole { get; } = ReadText(typeof(SchemaScript).Assembly, "Marquee.Silo.Postgres.Schema.app_role.sql");

    private static SchemaScript[] ReadAll(Assembly assembly)
    {
        var scripts =
            from resource in assembly.GetManifestResourceNames()
            let name = NumberedScript().Match(resource)
            where name.Success
            let number = int.Parse(name.Groups["number"].ValueSpan, CultureInfo.InvariantCulture)
            orderby number
            select new SchemaScript(number, name.Groups["name"].Value, ReadText(assembly, resource));
        return [.. scripts];
    }

    private static string ReadText(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The script {resource} is not embedded in the silo."));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\.(?<number>\d{4})_(?<name>[a-z0-9_]+)\.sql$")]
    private static partial Regex NumberedScript();
}
