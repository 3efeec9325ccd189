using Marquee.LoadTest.Journeys;

namespace Marquee.LoadTest.Invariants;

/// <summary>Asks the shows themselves, over HTTP, which seats are sold and held.</summary>
internal static class SeatMaps
{
    private const int AtOnce = 8;

    public static async Task<IReadOnlyList<MappedSeats>> ReadAsync(Stage stage)
    {
        using var client = new MarqueeClient(stage.Urls[0]);
        var maps = new MappedSeats[stage.Shows.Count];
        await Parallel.ForEachAsync(Enumerable.Range(0, maps.Length), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (show, _) =>
        {
            var map = await client.GetAsync($"/v1/shows/{stage.Shows[show].Id}/seats");
            var seats = map.GetProperty("rows").EnumerateArray().SelectMany(row => row.GetProperty("seats").EnumerateArray())
                .ToLookup(seat => seat.GetProperty("status").GetString(), seat => seat.GetProperty("label").GetString()!);
            maps[show] = new MappedSeats(stage.Shows[show].Id, seats["sold"].ToHashSet(), seats["held"].ToHashSet());
        });
        return maps;
    }
}
