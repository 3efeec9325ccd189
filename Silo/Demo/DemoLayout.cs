using System.Collections.Immutable;
using Marquee.Theaters;

namespace Marquee.Silo.Demo;

/// <summary>A hall that several screens share.</summary>
internal sealed record DemoLayout(string Slug, string Name, ImmutableArray<DemoRow> Rows)
{
    public ScreenLayout ToScreenLayout() => new([.. Rows.Select(row => row.ToLayoutRow())]);
}

/// <summary>A row as the HTTP contract writes it: most rows have neither wheelchair nor companion places.</summary>
internal sealed record DemoRow(
    string Label,
    SeatCategory Category,
    string Seats,
    ImmutableArray<string>? Wheelchair = null,
    ImmutableArray<string>? Companion = null)
{
    public LayoutRow ToLayoutRow() => new(Label, Category, Seats, Wheelchair ?? [], Companion ?? []);
}
