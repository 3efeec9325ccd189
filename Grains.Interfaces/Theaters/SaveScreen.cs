using System.Collections.Immutable;

namespace Marquee.Theaters;

/// <summary>Writes a screen of a theater.</summary>
[GenerateSerializer, Immutable, Alias("marquee.save-screen")]
public sealed record SaveScreen(
    [property: Id(0)] ScreenId Screen,
    [property: Id(1)] string Name,
    [property: Id(2)] ScreenLayout Layout,
    [property: Id(3)] Precondition When);

/// <param name="Screen">The screen after the command. Null where it was refused.</param>
/// <param name="LayoutErrors">What is wrong with the layout, where the outcome is <see cref="SaveOutcome.Invalid"/>.</param>
[GenerateSerializer, Immutable, Alias("marquee.save-screen-result")]
public sealed record SaveScreenResult(
    [property: Id(0)] SaveOutcome Outcome,
    [property: Id(1)] ScreenView? Screen,
    [property: Id(2)] ImmutableArray<string> LayoutErrors);
