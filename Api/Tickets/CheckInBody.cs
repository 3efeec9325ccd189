using System.Collections.Immutable;
using Marquee.Tickets;

namespace Marquee.Api.Tickets;

/// <summary>Guests who came in.</summary>
/// <param name="At">When they came in.</param>
/// <param name="RecordedAt">When it became known, where that was later.</param>
internal sealed record CheckInBody(string Id, IReadOnlyList<string> Seats, DateTimeOffset At, string? Door = null, DateTimeOffset? RecordedAt = null)
{
    public static CheckInBody Of(CheckInView view) => new(view.Id.ToString(), view.Seats, view.At, view.Door, view.RecordedAt == view.At ? null : view.RecordedAt);

    public static IReadOnlyList<CheckInBody> AllOf(ImmutableArray<CheckInView> views) => views.IsDefaultOrEmpty ? [] : [.. views.Select(Of)];
}
