using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Demo;

/// <summary>The films a theater's city understands: Indian ones in India, local and English ones elsewhere.</summary>
internal sealed class DemoRepertoire
{
    private readonly ImmutableArray<DemoMovie> _home;
    private readonly ImmutableArray<DemoMovie> _others;

    public DemoRepertoire(DemoTheater theater, IEnumerable<DemoMovie> movies)
    {
        var home = theater.Languages[0];
        var understood = movies.Where(movie => movie.Languages.Intersect(theater.Languages).Any()).ToLookup(movie => movie.Languages.Contains(home));
        _home = [.. understood[true]];
        _others = [.. understood[false]];
    }

    /// <summary>
    /// Every film of the repertoire, most wanted first. Every other place of the day goes to the language of the house. The order hangs on
    /// the occasion alone, so a film that joins the catalogue leaves the order of the others as it was.
    /// </summary>
    public IEnumerable<DemoMovie> For(string occasion, int place)
    {
        var home = Shuffle(_home, occasion, place);
        var others = Shuffle(_others, occasion, place);
        return place % 2 == 0 ? home.Concat(others) : others.Concat(home);
    }

    private static IOrderedEnumerable<DemoMovie> Shuffle(ImmutableArray<DemoMovie> movies, string occasion, int place) =>
        movies.OrderBy(movie => Draw($"{occasion}#{place}:{movie.ExternalId}"));

    // string.GetHashCode differs from process to process.
    private static ulong Draw(string lot) => BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(lot)));
}
