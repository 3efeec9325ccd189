using System.Collections.Immutable;

namespace Marquee.Wallets.Domain;

/// <summary>The rules of a wallet: one effect an operation, one currency, never below zero.</summary>
internal static class WalletBook
{
    /// <summary>The archive is written anew with each so manieth part by which it has grown.</summary>
    private const int PartOfArchive = 8;

    public static long BalanceOf(WalletState wallet) => RecentOf(wallet) is [.., var last] ? last.Balance : 0;

    public static WalletEntry? Find(WalletState wallet, Guid operation)
    {
        var entries = RecentOf(wallet);
        // Repeats come soon after the first, so the newest are looked at first.
        for (var i = entries.Length - 1; i >= 0; i--)
            if (entries[i].Operation == operation) return entries[i];
        return PackedEntries.Find(wallet.Archive, operation);
    }

    /// <summary>The wallet after the movement; the same one where nothing changes.</summary>
    public static (WalletState Wallet, WalletMoveResult Result) Move(WalletState wallet, WalletMovement movement, DateTimeOffset now)
    {
        if (Find(wallet, movement.Operation) is { } made) return (wallet, new WalletMoveResult(WalletMoveOutcome.Moved, made));
        if (IsBarred(wallet, movement.Operation)) return (wallet, new WalletMoveResult(WalletMoveOutcome.Barred, null));
        if (wallet.Currency.Length > 0 && wallet.Currency != movement.Amount.Currency) return (wallet, new WalletMoveResult(WalletMoveOutcome.OtherCurrency, null));
        var balance = checked(BalanceOf(wallet) + movement.Amount.Amount);
        if (balance < 0) return (wallet, new WalletMoveResult(WalletMoveOutcome.InsufficientFunds, null));

        var entry = new WalletEntry(movement.Operation, movement.Amount.Amount, balance, movement.Counter, movement.Reference, now);
        var next = wallet with { Currency = movement.Amount.Currency, Entries = [.. RecentOf(wallet), entry] };
        return (next, new WalletMoveResult(WalletMoveOutcome.Moved, entry));
    }

    public static bool IsBarred(WalletState wallet, Guid operation) => !wallet.Barred.IsDefault && wallet.Barred.Contains(operation);

    public static WalletState Bar(WalletState wallet, Guid operation) =>
        wallet with { Barred = wallet.Barred.IsDefault ? [operation] : wallet.Barred.Add(operation) };

    /// <summary>
    /// The wallet as it is written: once more than so many movements, and an eighth of those that are archived, are written with each
    /// change, all but a third of them go to the archive.
    /// </summary>
    public static WalletState Archived(WalletState wallet, int most)
    {
        var recent = RecentOf(wallet);
        if (recent.Length <= Math.Max(most, PackedEntries.Count(wallet.Archive) / PartOfArchive)) return wallet.ArchiveIsNew ? wallet with { ArchiveIsNew = false } : wallet;
        var rest = Math.Max(1, most / 3);
        return wallet with
        {
            Entries = recent[^rest..], Archive = PackedEntries.Pack([.. PackedEntries.Unpack(wallet.Archive), .. recent[..^rest]]), ArchiveIsNew = true,
        };
    }

    /// <summary>All movements, oldest first.</summary>
    public static ImmutableArray<WalletEntry> EntriesOf(WalletState wallet) => [.. PackedEntries.Unpack(wallet.Archive), .. RecentOf(wallet)];

    private static ImmutableArray<WalletEntry> RecentOf(WalletState wallet) => wallet.Entries.IsDefault ? [] : wallet.Entries;

    public static ImmutableArray<PendingTopUp> TopUpsOf(WalletState wallet) => wallet.TopUps.IsDefault ? [] : wallet.TopUps;
}
