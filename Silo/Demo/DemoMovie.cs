using System.Collections.Immutable;
using System.Text.Json;

namespace Marquee.Silo.Demo;

/// <summary>A real film.</summary>
/// <param name="ExternalId">Its slug, unique in the catalogue and never changed.</param>
/// <param name="Languages">ISO 639-1 codes of the versions there are, the original one first.</param>
/// <param name="Attributes">Free-form; <c>country</c> is always there.</param>
internal sealed record DemoMovie(
    string ExternalId,
    string Title,
    ImmutableArray<string> Languages,
    ImmutableArray<string> Genres,
    int DurationMinutes,
    string Certificate,
    DateOnly ReleaseDate,
    string Synopsis,
    ImmutableArray<DemoCast> Cast,
    ImmutableArray<DemoCrew> Crew,
    ImmutableArray<string> Tags,
    JsonElement Attributes,
    string? OriginalTitle = null);

internal sealed record DemoCast(string Name, string? Role = null);

internal sealed record DemoCrew(string Name, string Job);
