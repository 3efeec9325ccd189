using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Theaters;

/// <summary>The plan of a hall, written and shown alike. The theater checks that it can be sold.</summary>
internal sealed record LayoutBody(IReadOnlyList<LayoutRowBody?>? Rows)
{
    public static LayoutBody Of(ScreenLayout layout) => new([.. layout.Rows.Select(LayoutRowBody.Of)]);

    public ScreenLayout Layout(Validation checks)
    {
        if (Rows is null) checks.Add("layout.rows", "layout.rows is required.");
        return new ScreenLayout([.. (Rows ?? []).Select((row, index) => (row ?? LayoutRowBody.Missing).Row($"layout.rows[{index}]", checks))]);
    }
}

internal sealed record LayoutRowBody(
    string? Label,
    SeatCategory? Category,
    string? Seats,
    IReadOnlyList<string?>? Wheelchair = null,
    IReadOnlyList<string?>? Companion = null)
{
    public static readonly LayoutRowBody Missing = new(null, null, null);

    public static LayoutRowBody Of(LayoutRow row) => new(
        row.Label, row.Category, row.Seats, row.Wheelchair.IsEmpty ? null : row.Wheelchair, row.Companion.IsEmpty ? null : row.Companion);

    public LayoutRow Row(string field, Validation checks) => new(
        Label ?? "",
        checks.Required($"{field}.category", Category),
        Seats ?? "",
        [.. (Wheelchair ?? []).Select(seat => seat ?? "")],
        [.. (Companion ?? []).Select(seat => seat ?? "")]);
}
