using System.Text.Json;
using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>What one request came to.</summary>
/// <param name="Status">0 where no answer came.</param>
/// <param name="Code">Of the problem, or why there was no answer.</param>
internal sealed record Answer(int Status, string? Code, JsonElement Body)
{
    // A repeat under the same key is told that the first is still at work.
    private const string StillAtWork = "idempotency-in-progress";

    public static Answer None(string why) => new(0, why, default);

    public static Answer Of(int status, string text)
    {
        var body = text.Length > 0 && text[0] == '{' ? JsonDocument.Parse(text).RootElement : default;
        var hasCode = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String;
        return new Answer(status, hasCode ? body.GetProperty("code").GetString() : null, body);
    }

    /// <summary>An answer that says neither yes nor no.</summary>
    public bool IsOpen => Status is 0 or 429 or >= 500 || Code == StillAtWork;

    /// <summary>What a client sees as an error of ours.</summary>
    public bool IsError => Status is 0 or >= 500;

    public string Name => Status == 0 ? Code! : $"{Status} {Code}".TrimEnd();

    public Call CallOf(Step step, string key, TimeSpan asked, TimeSpan answered)
    {
        if (IsOpen) return new Call(step, key, asked, answered, Outcome.Unknown, Name);
        if (Status >= 400) return new Call(step, key, asked, answered, Outcome.Refused, Code, Names("seats"));
        return step switch
        {
            Step.Hold => new Call(step, key, asked, answered, Outcome.Done, null, Labels(), Body.GetProperty("price").GetProperty("total").GetProperty("amount").GetInt64()),
            Step.Pay when Text("status") != "succeeded" => new Call(step, key, asked, answered, Outcome.Unknown, Text("status")),
            Step.Cancel => new Call(step, key, asked, answered, Outcome.Done, null, null, Refund()),
            _ => new Call(step, key, asked, answered, Outcome.Done),
        };
    }

    private string Text(string name) => Body.GetProperty(name).GetString()!;

    private long Refund() => Body.TryGetProperty("refund", out var refund) && refund.ValueKind == JsonValueKind.Object
        ? refund.GetProperty("amount").GetProperty("amount").GetInt64() : 0;

    private string[] Labels() => [.. Body.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("label").GetString()!)];

    private string[]? Names(string name) => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var names) && names.ValueKind == JsonValueKind.Array
        ? [.. names.EnumerateArray().Select(each => each.GetString()!)] : null;
}
