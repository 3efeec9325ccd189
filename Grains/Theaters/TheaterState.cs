using System.Collections.Immutable;
using Marquee.Storage;

namespace Marquee.Theaters;

/// <summary>What is on disk of a theater.</summary>
[GenerateSerializer, Alias("marquee.theater-state")]
internal sealed record TheaterState : AggregateState
{
    /// <summary>How long a slot is kept after its screen is free again: as long as the key of the request that made it.</summary>
    public static readonly TimeSpan KeepSlots = TimeSpan.FromHours(24);

    [Id(0)] public long Version { get; init; }

    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null only before the first save.</summary>
    [Id(3)] public TheaterDetails? Details { get; init; }

    [Id(4)] public Fingerprint? CreatedBy { get; init; }

    [Id(5)] public bool Removed { get; init; }

    [Id(6)] public ImmutableArray<TheaterScreen> Screens { get; init; } = [];

    [Id(7)] public ImmutableArray<ShowSlot> Slots { get; init; } = [];

    public TheaterScreen? Screen(ScreenId id) => Screens.FirstOrDefault(screen => screen.Id == id);

    public ShowSlot? Slot(ShowId show) => Slots.FirstOrDefault(slot => slot.Show == show);

    public IEnumerable<ShowSlot> SlotsOf(ScreenId screen) => Slots.Where(slot => slot.TakesScreen && slot.Screen == screen);

    public bool HasShowsAfter(DateTimeOffset now) => Slots.Any(slot => slot.TakesScreen && slot.EndsAt > now);

    public TheaterState Put(TheaterScreen screen) =>
        this with { Screens = Screen(screen.Id) is { } old ? Screens.Replace(old, screen) : Screens.Add(screen) };

    /// <summary>The theater with the slot in place of the one its show had, and without those that are long over.</summary>
    public TheaterState Put(ShowSlot slot, DateTimeOffset now)
    {
        var rest = Without(slot.Show, now);
        return rest with { Slots = rest.Slots.Add(slot) };
    }

    public TheaterState Without(ShowId show, DateTimeOffset now) =>
        this with { Slots = Slots.RemoveAll(slot => slot.Show == show || slot.FreeAt + KeepSlots <= now) };

    public TheaterView View(TheaterId id) =>
        new(id, Version, CreatedAt, UpdatedAt, Details!, [.. Screens.Select(screen => screen.Summary)], Removed);
}
