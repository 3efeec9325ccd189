namespace Marquee.LoadTest.Streams;

/// <summary>What is wrong with one stream beside another of the same show, which was opened when it was.</summary>
internal static class StreamFaults
{
    /// <param name="version">Of the show in the end.</param>
    /// <returns>Null where nothing is.</returns>
    public static string? Of(SeatListener listener, SeatListener other, long version) =>
        listener.Failure is { } failure ? $"ended: {failure}"
        : listener.OutOfOrder > 0 ? $"was told {listener.OutOfOrder} changes out of order"
        : listener.Version != version ? $"stopped at version {listener.Version} of {version}"
        // Who fell behind was given a map in the place of changes; for all others these must be the same to the byte.
        : listener.Snapshots == 1 && other.Snapshots == 1 && (listener.Arrivals.Count, listener.Hash) != (other.Arrivals.Count, other.Hash) ? "was told other changes than the first"
        : null;
}
