using Marquee.Storage;

namespace Marquee.Movies;

/// <summary>What is on disk of a movie.</summary>
[GenerateSerializer, Alias("marquee.movie-state")]
internal sealed record MovieState : AggregateState
{
    [Id(0)] public long Version { get; init; }

    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Null only before the first save.</summary>
    [Id(3)] public MovieDocument? Document { get; init; }

    [Id(4)] public Fingerprint? CreatedBy { get; init; }

    [Id(5)] public bool Removed { get; init; }

    public MovieState Write(MovieDocument document, Fingerprint? createdBy, DateTimeOffset now) => this with
    {
        Version = Version + 1,
        CreatedAt = Version == 0 ? now : CreatedAt,
        UpdatedAt = now,
        Document = document with { ExternalId = document.ExternalId ?? Document?.ExternalId },
        CreatedBy = CreatedBy ?? createdBy,
        Removed = false,
    };

    public MovieView View(MovieId id) => new(id, Version, CreatedAt, UpdatedAt, Document!, Removed);
}
