using System.Collections.Immutable;

namespace Marquee.Theaters.Domain;

/// <summary>Whether two layouts are written alike. Arrays in records compare by identity, so the records cannot tell.</summary>
internal static class LayoutEquality
{
    public static bool Same(ScreenLayout left, ScreenLayout right) =>
        left.Rows.Length == right.Rows.Length && left.Rows.Zip(right.Rows).All(pair => Same(pair.First, pair.Second));

    private static bool Same(LayoutRow left, LayoutRow right) =>
        left.Label == right.Label
        && left.Category == right.Category
        && left.Seats == right.Seats
        && Same(left.Wheelchair, right.Wheelchair)
        && Same(left.Companion, right.Companion);

    private static bool Same(ImmutableArray<string> left, ImmutableArray<string> right) =>
        left.AsSpan().SequenceEqual(right.AsSpan());
}
