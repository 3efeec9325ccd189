using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Marquee.Tests.Rows;

/// <param name="Path">Names from the state down to the field; positions in lists are in brackets.</param>
/// <param name="IsDefault">True where it is what a field is that nobody set.</param>
internal sealed record Field(string Path, string Text, bool IsDefault)
{
    public override string ToString() => $"{Path} = {Text}";
}

/// <summary>All that is in a value, field by field: records compare lists by reference, so their own equality says nothing.</summary>
internal static class Fields
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IEnumerable<Field> Of(object? value) => Of(value, "");

    private static IEnumerable<Field> Of(object? value, string path) => value switch
    {
        null => [new Field(path, "null", true)],
        Array list => [new Field($"{path}.Length", $"{list.Length}", list.Length == 0), .. Items(list, path)],
        _ when IsPlain(value) => [new Field(path, Text(value), value is "" || (value.GetType().IsValueType && value.Equals(Activator.CreateInstance(value.GetType()))))],
        _ => FieldsOf(value.GetType()).SelectMany(field => Of(field.GetValue(value), $"{path}.{Name(field)}")),
    };

    private static IEnumerable<Field> Items(IList list, string path) => Enumerable.Range(0, list.Count).SelectMany(i => Of(list[i], $"{path}[{i}]"));

    private static IEnumerable<FieldInfo> FieldsOf(Type type)
    {
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
            foreach (var field in at.GetFields(Declared))
                if (!field.IsDefined(typeof(NonSerializedAttribute))) yield return field;
    }

    private static string Name(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;

    private static bool IsPlain(object value) => value is string or Guid or DateTimeOffset or DateOnly or TimeSpan or Enum || value.GetType().IsPrimitive;

    private static string Text(object value) => value switch
    {
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
