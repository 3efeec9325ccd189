namespace Marquee.Theaters;

/// <summary>Payload of <c>theater-saved</c> on the catalog topic: the whole theater as it is now.</summary>
/// <param name="Changed">The screen whose change this is, where it is not the theater's own.</param>
public sealed record TheaterSaved(string Id, long Version, TheaterDetails Theater, IReadOnlyList<TheaterScreenSaved> Screens, ScreenChanged? Changed = null)
{
    public const string Type = "theater-saved";
}

/// <param name="Seats">Places in the current layout.</param>
public sealed record TheaterScreenSaved(string Id, string Name, int Seats);

public sealed record ScreenChanged(string Id, string Name, bool Removed);

/// <summary>Payload of <c>theater-removed</c>.</summary>
/// <param name="Version">The theater's version with the removal in it.</param>
public sealed record TheaterRemoved(string Id, long Version)
{
    public const string Type = "theater-removed";
}
