using System.Collections.Immutable;
using Marquee.Movies;
using Marquee.Theaters;

namespace Marquee.Tests.Theaters;

/// <summary>Movies, theaters and halls to test with.</summary>
internal static class Catalog
{
    public static TheaterDetails Details { get; } =
        new("Some Theater", "Mumbai", "1 Some Road", new GeoPoint(19.07, 72.87), "Asia/Kolkata", ["parking"]);

    public static MovieDocument Movie(string title) => new(
        title, null, ["Hindi"], ["Drama"], 120, "UA", new DateOnly(2026, 1, 23), null, null,
        [new Credit("Somebody", "Lead")], [new Credit("Somebody Else", null)], [], null, """{"format":"2D"}""");

    /// <summary>A hall with one row of silver seats for each text.</summary>
    public static ScreenLayout Layout(params ImmutableArray<string> rows) => new(
        [.. rows.Select((seats, index) => new LayoutRow(((char)('A' + index)).ToString(), SeatCategory.Silver, seats, [], []))]);

    public static Fingerprint Fingerprint(string text) => Marquee.Fingerprint.Of(System.Text.Encoding.UTF8.GetBytes(text));
}
