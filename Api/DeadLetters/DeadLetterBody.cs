using System.Text.Json;
using Marquee.DeadLetters;

namespace Marquee.Api.DeadLetters;

/// <param name="Group">Who could not handle it.</param>
/// <param name="Reason">What the last failure said.</param>
/// <param name="Payload">The event as it was raised.</param>
internal sealed record DeadLetterBody(
    string Id, Guid EventId, string Group, string Topic, string Type, string Aggregate, DateTimeOffset OccurredAt, DateTimeOffset FailedAt,
    int Attempts, string Reason, JsonElement Payload)
{
    public static DeadLetterBody Of(DeadLetter letter) => new(
        letter.Id, letter.EventId, letter.Group, letter.Topic, letter.Type, letter.Aggregate, letter.OccurredAt, letter.FailedAt, letter.Attempts,
        letter.Reason, JsonElement.Parse(letter.Payload));
}
