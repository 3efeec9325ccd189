using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.LoadTest.Runs;

/// <summary>What happened in a span of time: in one generator or all, in a second or the whole run.</summary>
internal sealed class Tally
{
    public long Begun { get; set; }

    public long SeatsSold { get; set; }

    /// <summary>Journeys by how they ended, as <c>book: bought</c>.</summary>
    public SortedDictionary<string, long> Outcomes { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Answers by status and code.</summary>
    public SortedDictionary<string, long> Answers { get; init; } = new(StringComparer.Ordinal);

    [JsonConverter(typeof(ByNameJson))]
    public SortedDictionary<string, Durations> Requests { get; init; } = new(StringComparer.Ordinal);

    [JsonConverter(typeof(ByNameJson))]
    public SortedDictionary<string, Durations> Journeys { get; init; } = new(StringComparer.Ordinal);

    public void Add(Tally other)
    {
        Begun += other.Begun;
        SeatsSold += other.SeatsSold;
        foreach (var (name, count) in other.Outcomes) Count(Outcomes, name, count);
        foreach (var (name, count) in other.Answers) Count(Answers, name, count);
        foreach (var (name, took) in other.Requests) Of(Requests, name).Add(took);
        foreach (var (name, took) in other.Journeys) Of(Journeys, name).Add(took);
    }

    public Durations AllRequests() => Together(Requests.Values);

    public Durations AllJourneys() => Together(Journeys.Values);

    public static void Count(SortedDictionary<string, long> counts, string name, long more = 1) => counts[name] = counts.GetValueOrDefault(name) + more;

    public static Durations Of(SortedDictionary<string, Durations> durations, string name) =>
        durations.TryGetValue(name, out var known) ? known : durations[name] = new Durations();

    private static Durations Together(IEnumerable<Durations> parts)
    {
        var all = new Durations();
        foreach (var part in parts) all.Add(part);
        return all;
    }

    private sealed class ByNameJson : JsonConverter<SortedDictionary<string, Durations>>
    {
        public override SortedDictionary<string, Durations> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, long[]>>(ref reader, options)!.ToDictionary(pair => pair.Key, pair => Durations.Read(pair.Value)), StringComparer.Ordinal);

        public override void Write(Utf8JsonWriter writer, SortedDictionary<string, Durations> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(pair => pair.Key, pair => pair.Value.Write()), options);
    }
}
