using Marquee.Storage;

namespace Marquee.Shows;

/// <summary>What a show is. Written when it opens and when it is withdrawn; the seats have a row of their own.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-state")]
internal sealed record ShowState : AggregateState
{
    [Id(0)] public OpenShow? Opened { get; init; }

    /// <summary>True once the show is off sale for good.</summary>
    [Id(1)] public bool Withdrawn { get; init; }

    /// <summary>Why it will not take place, where it was canceled whoever had seats. Then it is closed as a withdrawn one is.</summary>
    [Id(2)] public ShowCanceledState? Canceled { get; init; }

    /// <summary>How often it was moved to another time.</summary>
    [Id(3)] public int Moves { get; init; }

    public bool Closed => Withdrawn || Canceled is not null;
}

[GenerateSerializer, Immutable, Alias("marquee.show-canceled-state")]
internal sealed record ShowCanceledState(
    [property: Id(0)] string Reason,
    [property: Id(1)] UserId By,
    [property: Id(2)] DateTimeOffset At);

/// <summary>Who has which seat, as <see cref="Domain.PackedSeats"/> writes it. No row means that every seat is free.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-seats-state")]
internal sealed record ShowSeatsState : AggregateState, IKeepsArchive
{
    [Id(0)] public byte[] Packed { get; init; } = [];

    /// <summary>Settled sales that are not in <see cref="Packed"/>.</summary>
    [Id(1)] public byte[]? Archive { get; init; }

    [field: NonSerialized]
    public bool ArchiveIsNew { get; init; }

    IKeepsArchive IKeepsArchive.With(byte[]? archive) => this with { Archive = archive };
}
