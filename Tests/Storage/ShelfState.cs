using Marquee.Storage;

namespace Marquee.Tests.Storage;

/// <summary>A state with an archive.</summary>
[GenerateSerializer, Alias("tests.shelf")]
public sealed record ShelfState : AggregateState, IKeepsArchive
{
    [Id(0)]
    public int Count { get; init; }

    [Id(1)]
    public byte[]? Archive { get; init; }

    [field: NonSerialized]
    public bool ArchiveIsNew { get; init; }

    IKeepsArchive IKeepsArchive.With(byte[]? archive) => this with { Archive = archive };
}
