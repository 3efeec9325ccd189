using Marquee.Shows;

namespace Marquee.Silo.Demo;

/// <summary>One planned show.</summary>
/// <param name="Key">Theater, screen and local start, <c>theater/screen/2026-11-24T18:30</c>: the same show has the same key on every run.</param>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC, the end of the film; cleaning comes after it.</param>
internal sealed record DemoShow(
    string Key,
    DemoTheater Theater,
    DemoScreen Screen,
    DemoMovie Movie,
    DateTimeOffset StartsAt,
    DateTimeOffset EndsAt,
    string Language,
    string Format,
    SeatPrices Prices);
