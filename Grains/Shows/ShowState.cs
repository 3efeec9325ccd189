using Marquee.Storage;

namespace Marquee.Shows;

/// <summary>What a show is. Written when it opens and when it is withdrawn; the seats have a row of their own.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-state")]
internal sealed record ShowState : AggregateState
{
    [Id(0)] public OpenShow? Opened { get; init; }

    /// <summary>True once the show is off sale for good.</summary>
    [Id(1)] public bool Withdrawn { get; init; }
}

/// <summary>Who has which seat, as <see cref="Domain.PackedSeats"/> writes it. No row means that every seat is free.</summary>
[GenerateSerializer, Immutable, Alias("marquee.show-seats-state")]
internal sealed record ShowSeatsState : AggregateState
{
    [Id(0)] public byte[] Packed { get; init; } = [];
}
