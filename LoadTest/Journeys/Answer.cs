using System.Text.Json;

namespace Marquee.LoadTest.Journeys;

/// <param name="Status">0 where none came.</param>
/// <param name="Code">Of a problem.</param>
/// <param name="Body">Null where it was no JSON.</param>
internal sealed record Answer(int Status, string Code, JsonElement? Body)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>The system said no, and means it.</summary>
    public bool IsRefusal => Status is >= 400 and < 500;

    public JsonElement Json => Body ?? throw new InvalidOperationException($"An answer {Status} has no JSON.");

    public string Text(string name) => Json.GetProperty(name).GetString()!;

    /// <summary>As it is counted: <c>201</c>, <c>409 seats-unavailable</c>, <c>none</c>.</summary>
    public string Name => Status == 0 ? $"none {Code}" : Code.Length == 0 ? $"{Status}" : $"{Status} {Code}";
}
