namespace Marquee.Tests.Architecture;

/// <summary>Which project may reference which, and what its types may use. Each rule answers with what breaks it.</summary>
internal static class ProjectRules
{
    /// <summary>Torn data is refused with one of them; the others read what is compiled into the assembly.</summary>
    private static readonly string[] Harmless = [nameof(InvalidDataException), nameof(Stream), nameof(StreamReader), nameof(TextReader)];

    private static readonly string[] ActorAbstractions = ["Orleans.Core.Abstractions", "Orleans.Serialization", "Orleans.Serialization.Abstractions"];

    /// <summary>Contracts can be used by whoever speaks to a cluster.</summary>
    public static IEnumerable<string> OfContracts(IEnumerable<string> references) =>
        references.Where(name => !IsBaseLibrary(name) && !ActorAbstractions.Contains(name));

    /// <summary>Grains know neither how they are reached nor where they are kept.</summary>
    public static IEnumerable<string> OfGrains(IEnumerable<string> references) => references.Where(name =>
        IsWeb(name) || IsAdapter(name) || IsOneOf(name, "Orleans.Persistence", "Orleans.Clustering") || name is "Marquee.Silo" or "Marquee.Api");

    public static IEnumerable<string> OfSilo(IEnumerable<string> references) => references.Where(name => name == "Marquee.Api");

    /// <summary>The API speaks to grains through their interfaces and to nothing else.</summary>
    public static IEnumerable<string> OfApi(IEnumerable<string> references) => references.Where(name => IsAdapter(name) || name == "Marquee.Grains");

    /// <summary>Only <paramref name="program"/> may use the silo, to have one in the same process.</summary>
    public static IEnumerable<TypeUse> OfSiloInApi(IEnumerable<TypeUse> uses, string program) =>
        uses.Where(use => use.Used.Assembly == "Marquee.Silo" && use.User.ToString() != program);

    /// <summary>Rules of the business need the base library and each other: no actors, no clock, no input, no output.</summary>
    public static IEnumerable<TypeUse> OfDomain(IEnumerable<TypeUse> uses) =>
        uses.Where(use => use.User.Namespace.EndsWith(".Domain", StringComparison.Ordinal) && !MayBeInDomain(use.Used));

    private static bool MayBeInDomain(UsedType used) => used.IsIn("System")
        ? !used.IsIn("System.Net") && (!used.IsIn("System.IO") || Harmless.Contains(used.Name)) && used.ToString() != "System.TimeProvider"
        : used.Assembly is "Marquee.Grains" or "Marquee.Grains.Interfaces" or "Marquee.Tests";

    private static bool IsBaseLibrary(string assembly) => IsOneOf(assembly, "System") && !assembly.StartsWith("System.Data", StringComparison.Ordinal);

    private static bool IsWeb(string assembly) => IsOneOf(assembly, "Microsoft.AspNetCore", "Microsoft.Extensions.Hosting", "System.Net.Http");

    private static bool IsAdapter(string assembly) => IsOneOf(assembly, "Npgsql", "Confluent", "Orleans.Persistence.AdoNet", "Orleans.Clustering.AdoNet", "Orleans.Reminders.AdoNet");

    private static bool IsOneOf(string assembly, params string[] roots) =>
        roots.Any(root => assembly == root || assembly.StartsWith($"{root}.", StringComparison.Ordinal));
}
