using System.Text.Json;

namespace Marquee.LoadTest.Journeys;

/// <summary>Chooses on a seat map as people do: seats beside each other, somewhere.</summary>
internal static class FreeSeats
{
    /// <summary>Labels of as many free seats beside each other, or null where there are none.</summary>
    public static string[]? Choose(JsonElement map, int count, Random random)
    {
        var places = new List<(JsonElement Row, int First)>();
        foreach (var row in map.GetProperty("rows").EnumerateArray())
        {
            var seats = row.GetProperty("seats");
            var run = 0;
            for (var seat = 0; seat < seats.GetArrayLength(); seat++)
            {
                run = seats[seat].GetProperty("status").ValueEquals("free"u8) ? run + 1 : 0;
                if (run >= count) places.Add((seats, seat - count + 1));
            }
        }

        if (places.Count == 0) return null;
        var (chosen, first) = places[random.Next(places.Count)];
        return [.. Enumerable.Range(first, count).Select(seat => chosen[seat].GetProperty("label").GetString()!)];
    }
}
