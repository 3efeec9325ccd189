using System.Collections.Concurrent;

namespace Marquee.Silo.Postgres.Storage;

/// <summary>
/// Names a kind of row: grain type, a slash, name of the state. Both are needed, two grain types may use the same name and key; and no
/// grain type contains a slash, so no two pairs share a name.
/// </summary>
internal static class RowType
{
    private static readonly ConcurrentDictionary<(GrainType, string), string> Names = new();

    public static string Of(string stateName, GrainId grain) =>
        Names.GetOrAdd((grain.Type, stateName), static pair => $"{pair.Item1}/{pair.Item2}");
}
