namespace Marquee.Movies;

/// <summary>Payload of <c>movie-saved</c> on the catalog topic: the whole film as it is now.</summary>
public sealed record MovieSaved(string Id, long Version, MovieDocument Movie)
{
    public const string Type = "movie-saved";
}

/// <summary>Payload of <c>movie-removed</c>.</summary>
/// <param name="Version">The film's version with the removal in it.</param>
public sealed record MovieRemoved(string Id, long Version)
{
    public const string Type = "movie-removed";
}
