using System.Reflection;

namespace Marquee.Tests.Architecture;

/// <summary>What is found by name must have one that stays when the class is renamed. Each rule answers with what breaks it.</summary>
internal static class GivenNames
{
    public static IEnumerable<Type> Grains(IEnumerable<Type> types) =>
        types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type) && !IsGenerated(type));

    public static IEnumerable<Type> Interfaces(IEnumerable<Type> types) =>
        types.Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type) && !IsGenerated(type));

    public static IEnumerable<Type> Contracts(IEnumerable<Type> types) =>
        types.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !IsGenerated(type));

    public static IEnumerable<string> Missing(IEnumerable<Type> types)
    {
        var all = types.ToList();
        return Grains(all).Where(grain => !grain.IsDefined(typeof(GrainTypeAttribute), inherit: false))
            .Concat(Contracts(all).Where(contract => AliasOf(contract) is null))
            .Concat(Interfaces(all).Where(face => AliasOf(face) is null))
            .Select(type => type.Name)
            .Concat(Interfaces(all).SelectMany(MethodsOf).Where(method => AliasOf(method) is null).Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));
    }

    /// <summary>Every name with the space in which it must be the only one.</summary>
    public static IEnumerable<(string Space, string Name)> Given(IEnumerable<Type> types)
    {
        var all = types.ToList();
        return Grains(all).SelectMany(grain => grain.GetCustomAttributesData())
            .Where(data => data.AttributeType == typeof(GrainTypeAttribute))
            .Select(data => ("grain types", (string)data.ConstructorArguments[0].Value!))
            .Concat(Contracts(all).Concat(Interfaces(all)).Select(type => ("types", AliasOf(type) ?? type.FullName!)))
            .Concat(Interfaces(all).SelectMany(MethodsOf).Select(method => (method.DeclaringType!.FullName!, AliasOf(method) ?? method.Name)));
    }

    public static IEnumerable<(string Space, string Name)> Repeated(IEnumerable<(string Space, string Name)> names) =>
        names.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key);

    private static MethodInfo[] MethodsOf(Type face) => face.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static bool IsGenerated(Type type) => type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) == true;
}
