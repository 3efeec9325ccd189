using Marquee.Search.Domain;

namespace Marquee.Silo.Search;

/// <summary>By which document and which rules the words of a row were made.</summary>
internal static class Folded
{
    private const int Rules = 1_000;

    public static long Mark(long version) => (version * Rules) + Folding.Version;
}
