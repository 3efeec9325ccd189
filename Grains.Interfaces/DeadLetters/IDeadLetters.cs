using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.DeadLetters;

/// <summary>Events that could not be handled however often it was tried. Owns nothing; the key is ignored.</summary>
[Alias("marquee.dead-letters")]
public interface IDeadLetters : IGrainWithIntegerKey
{
    /// <summary>Dead letters, those that failed last first.</summary>
    /// <param name="limit">1 to 100; anything else becomes the nearest of these.</param>
    /// <param name="after"><see cref="DeadLetterPage.Next"/> of the page before.</param>
    [Alias("list"), AlwaysInterleave] Task<DeadLetterPage> List(int limit, string? after);

    /// <summary>Has it tried anew, by its group alone. False where there is no such letter: a repeat finds none, unless it has failed again.</summary>
    [Alias("replay"), AlwaysInterleave] Task<bool> Replay(string id);

    /// <summary>Gives it up for good. False where there is no such letter.</summary>
    [Alias("discard"), AlwaysInterleave] Task<bool> Discard(string id);
}

/// <param name="Next">Where the next page begins. Null on the last one.</param>
[GenerateSerializer, Immutable, Alias("marquee.dead-letter-page")]
public sealed record DeadLetterPage(
    [property: Id(0)] ImmutableArray<DeadLetter> Items,
    [property: Id(1)] string? Next);

/// <summary>An event that a group could not handle.</summary>
/// <param name="Id">Of the letter: the same event may have failed in several groups.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Reason">What the last failure said.</param>
/// <param name="Payload">JSON, as it was raised.</param>
[GenerateSerializer, Immutable, Alias("marquee.dead-letter")]
public sealed record DeadLetter(
    [property: Id(0)] string Id,
    [property: Id(1)] Guid EventId,
    [property: Id(2)] string Group,
    [property: Id(3)] string Topic,
    [property: Id(4)] string Type,
    [property: Id(5)] string Aggregate,
    [property: Id(6)] DateTimeOffset OccurredAt,
    [property: Id(7)] DateTimeOffset FailedAt,
    [property: Id(8)] int Attempts,
    [property: Id(9)] string Reason,
    [property: Id(10)] string Payload);
