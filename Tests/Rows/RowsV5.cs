using Marquee.Shows;

namespace Marquee.Tests.Rows;

/// <summary>What the release saved that archives settled sales, where the storage keeps a state in one piece.</summary>
internal static class RowsV5
{
    private const string Folder = "v5";

    public static SavedRow[] All => [new SavedRow<ShowSeatsState>(Folder, new ShowSeatsState { Packed = [2, 3], Archive = [4, 5, 6] })];
}
