using System.Collections.Immutable;
using Orleans.Concurrency;

namespace Marquee.Search;

/// <summary>Says what somebody may be typing. Owns nothing; the key is ignored. Does not wait for what was saved a moment before.</summary>
[Alias("marquee.search-queries")]
public interface ISearchQueries : IGrainWithIntegerKey
{
    /// <summary>Movies, theaters and cities that a text begins or has the words of, in this order; ten at most.</summary>
    /// <param name="city">Theaters are of this city alone, and movies that are shown in it come first. Null where it does not matter.</param>
    /// <param name="now">Shows that start before it do not count.</param>
    [Alias("suggest"), AlwaysInterleave] Task<ImmutableArray<Suggestion>> Suggest(string text, string? city, DateTimeOffset now);
}

/// <param name="Id">Of the movie or the theater; of a city its name.</param>
/// <param name="Text">What to show.</param>
[GenerateSerializer, Immutable, Alias("marquee.suggestion")]
public sealed record Suggestion([property: Id(0)] SuggestionKind Kind, [property: Id(1)] string Id, [property: Id(2)] string Text);

public enum SuggestionKind
{
    Movie = 0,
    Theater = 1,
    City = 2,
}
