using System.Text;
using Marquee.Storage;

namespace Marquee.Tests.Storage;

/// <summary>A state that counts and says so.</summary>
[GenerateSerializer, Alias("tests.counter")]
public sealed record CounterState : AggregateState
{
    [Id(0)]
    public int Count { get; init; }

    [Id(1)]
    public string? Writer { get; init; }

    public static CounterState Of(int count, string? writer = null) => new() { Count = count, Writer = writer };

    public CounterState Raising(string aggregate, params string[] types) => this with
    {
        Raised = [.. types.Select(type => Event(aggregate, type, $$"""{"count": {{Count}}, "type": "{{type}}"}"""))],
    };

    public static OutboxEvent Event(string aggregate, string type, string json) =>
        new(Guid.NewGuid(), "tests", type, aggregate, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(json));
}
