using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Marquee.Silo.Hosting;
using Microsoft.Extensions.Configuration;

namespace Marquee.Tests.Deployment;

/// <summary>Every setting that the product reads: each options class with a constant <c>Section</c>, and the connection strings.</summary>
internal static class KnownSettings
{
    private static readonly Assembly[] Product =
        [typeof(Marquee.Api.Http.RequestLimits).Assembly, typeof(SiloHosting).Assembly, typeof(Marquee.Bookings.BookingOptions).Assembly];

    public static IReadOnlyDictionary<string, Type> Sections { get; } = Product
        .SelectMany(assembly => assembly.GetTypes())
        .Select(type => (Type: type, Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)))
        .Where(options => options.Section is { IsLiteral: true })
        .ToDictionary(options => (string)options.Section!.GetRawConstantValue()!, options => options.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the environment variable sets nothing, or null where it does.</summary>
    public static string? FaultOf(string variable)
    {
        var key = variable.Replace("__", ":", StringComparison.Ordinal);
        if (key.StartsWith("ConnectionStrings:", StringComparison.OrdinalIgnoreCase))
            return key[18..] is SiloHosting.Database or SiloHosting.Migrator ? null : $"{variable}: no such connection string.";

        var section = Sections.Keys.Where(name => key.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length);
        if (section is null) return $"{variable}: no options class is bound to it.";
        var type = Sections[section];
        foreach (var name in key[(section.Length + 1)..].Split(':'))
        {
            if (Next(type, name) is not { } next) return $"{variable}: {type.Name} has no {name}.";
            type = next;
        }

        return null;
    }

    /// <summary>Binds every section that is there as a start of the product would, and answers what is wrong with it.</summary>
    public static IEnumerable<string> FaultsOf(IConfiguration configuration)
    {
        foreach (var (section, type) in Sections)
        {
            if (!configuration.GetSection(section).Exists()) continue;
            var faults = new List<ValidationResult>();
            var options = Activator.CreateInstance(type)!;
            try
            {
                configuration.GetSection(section).Bind(options);
                Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
            }
            catch (InvalidOperationException unbound)
            {
                faults.Add(new ValidationResult(unbound.Message));
            }

            foreach (var fault in faults) yield return $"{section}: {fault.ErrorMessage}";
        }
    }

    private static Type? Next(Type type, string name)
    {
        var list = type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        if (list is not null && type != typeof(string))
            return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? list.GenericTypeArguments[0] : null;
        return type.GetProperty(name, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) is { SetMethod.IsPublic: true } property
            ? property.PropertyType
            : null;
    }
}
