using Marquee.Theaters;

namespace Marquee.Search.Domain;

/// <summary>A theater as it is searched.</summary>
/// <param name="City">What <see cref="CityKey"/> makes of its city.</param>
/// <param name="Names">Words of its name.</param>
/// <param name="Words">Those, and the ones of its city and address.</param>
internal sealed record TheaterText(string Name, string City, string[] Names, string[] Words)
{
    public static TheaterText Of(TheaterDetails theater)
    {
        var name = Folding.Words(theater.Name);
        return new TheaterText(
            string.Join(' ', name), CityKey(theater.City), [.. name.Distinct()],
            [.. name.Concat(Folding.Words(theater.City)).Concat(Folding.Words(theater.Address)).Distinct()]);
    }

    /// <summary>The same for every way to write a city: Zürich and ZURICH.</summary>
    public static string CityKey(string city) => string.Join(' ', Folding.Words(city));
}
