using System.Collections.Immutable;

namespace Marquee.Shows;

/// <summary>What customers of a show get back for tickets they return, by how early they do. Fees are not part of it.</summary>
/// <param name="Steps">The earliest first, each for a smaller share than the one before. None: nothing is ever given back.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-policy")]
public sealed record RefundPolicy([property: Id(0)] ImmutableArray<RefundStep> Steps)
{
    public const int MostSteps = 10;

    /// <summary>What a show has that was given no policy of its own.</summary>
    public static RefundPolicy Default { get; } = new([new RefundStep(24 * 60, 100), new RefundStep(2 * 60, 75), new RefundStep(20, 50)]);
}

/// <param name="MinutesBefore">The share is given up to and with this many minutes before the show starts.</param>
/// <param name="Percent">Share of the tickets: 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("marquee.refund-step")]
public sealed record RefundStep(
    [property: Id(0)] int MinutesBefore,
    [property: Id(1)] int Percent)
{
    public const int MostMinutes = 366 * 24 * 60;
}
