using System.Collections.Immutable;
using Marquee.Storage;

namespace Marquee.Wallets;

/// <summary>One customer's wallet on disk. The balance is that of the last entry.</summary>
[GenerateSerializer, Immutable, Alias("marquee.wallet-state")]
internal sealed record WalletState : AggregateState, IKeepsArchive
{
    /// <summary>Set by the first movement; empty before.</summary>
    [Id(0)] public string Currency { get; init; } = "";

    /// <summary>The newest movements, oldest first; never none where there is an archive.</summary>
    [Id(1)] public ImmutableArray<WalletEntry> Entries { get; init; }

    /// <summary>Operations that must never be made.</summary>
    [Id(2)] public ImmutableArray<Guid> Barred { get; init; }

    /// <summary>Top-ups whose money is not in the wallet yet.</summary>
    [Id(3)] public ImmutableArray<PendingTopUp> TopUps { get; init; }

    /// <summary>The movements before <see cref="Entries"/>, as <see cref="Domain.PackedEntries"/> writes them.</summary>
    [Id(4)] public byte[]? Archive { get; init; }

    [field: NonSerialized]
    public bool ArchiveIsNew { get; init; }

    IKeepsArchive IKeepsArchive.With(byte[]? archive) => this with { Archive = archive };
}

/// <param name="Until">When its payment is given up.</param>
[GenerateSerializer, Immutable, Alias("marquee.pending-top-up")]
internal sealed record PendingTopUp([property: Id(0)] PaymentId Payment, [property: Id(1)] Money Amount, [property: Id(2)] DateTimeOffset Until = default);
