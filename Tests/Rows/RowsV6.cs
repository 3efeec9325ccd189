using Marquee.Wallets;

namespace Marquee.Tests.Rows;

/// <summary>What the release saved that archives the movements of a wallet, where the storage keeps a state in one piece.</summary>
internal static class RowsV6
{
    private const string Folder = "v6";

    public static SavedRow[] All => [new SavedRow<WalletState>(Folder, RowsV1.Wallet with { Archive = [1, 2, 3] })];
}
