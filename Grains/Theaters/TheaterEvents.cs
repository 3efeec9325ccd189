namespace Marquee.Theaters;

/// <summary>Payload of <c>theater-saved</c> on the catalog topic: the whole theater as it is now.</summary>
public sealed record TheaterSaved(string Id, long Version, TheaterDetails Theater, IReadOnlyList<TheaterScreenSaved> Screens)
{
    public const string Type = "theater-saved";
}

/// <param name="Seats">Places in the current layout.</param>
public sealed record TheaterScreenSaved(string Id, string Name, int Seats);

/// <summary>Payload of <c>theater-removed</c>.</summary>
/// <param name="Version">The theater's version with the removal in it.</param>
public sealed record TheaterRemoved(string Id, long Version)
{
    public const string Type = "theater-removed";
}
