using System.Collections.Immutable;
using Marquee.Theaters.Domain;

namespace Marquee.Theaters;

/// <summary>A screen as its theater keeps it.</summary>
[GenerateSerializer, Immutable, Alias("marquee.theater-screen")]
internal sealed record TheaterScreen
{
    [Id(0)] public ScreenId Id { get; init; }

    [Id(1)] public long Version { get; init; }

    [Id(2)] public string Name { get; init; } = "";

    /// <summary>Oldest first; the last one is current.</summary>
    [Id(3)] public ImmutableArray<LayoutVersion> Layouts { get; init; } = [];

    [Id(4)] public Fingerprint? CreatedBy { get; init; }

    [Id(5)] public bool Removed { get; init; }

    public LayoutVersion Current => Layouts[^1];

    /// <summary>The screen with another name or layout. Versions that no show in <paramref name="used"/> was sold with go.</summary>
    public TheaterScreen Write(string name, ScreenLayout layout, int seats, Fingerprint? createdBy, IReadOnlySet<int> used)
    {
        var layouts = Layouts.IsEmpty || !LayoutEquality.Same(Current.Layout, layout)
            ? Layouts.Add(new LayoutVersion(Layouts.IsEmpty ? 1 : Current.Number + 1, layout, seats))
            : Layouts;
        return this with
        {
            Version = Version + 1,
            Name = name,
            Layouts = [.. layouts.Where((version, index) => index == layouts.Length - 1 || used.Contains(version.Number))],
            CreatedBy = CreatedBy ?? createdBy,
            Removed = false,
        };
    }

    public ScreenView View(TheaterId theater) => new(theater, Id, Version, Name, Current.Seats, Current.Number, Current.Layout);

    public ScreenSummary Summary => new(Id, Name, Current.Seats, Current.Number, Removed);
}

/// <param name="Number">From 1, in the order in which they were drawn.</param>
[GenerateSerializer, Immutable, Alias("marquee.layout-version")]
internal sealed record LayoutVersion(
    [property: Id(0)] int Number,
    [property: Id(1)] ScreenLayout Layout,
    [property: Id(2)] int Seats);
