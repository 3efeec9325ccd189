using Marquee.Api.Shows;
using Marquee.Shows;

namespace Marquee.Api.Tickets;

/// <summary>A show as far as the door must know it.</summary>
internal sealed record DoorShowBody(string Id, string TheaterId, string ScreenId, DateTimeOffset StartsAt, string LocalStartsAt)
{
    public static DoorShowBody Of(ShowView show) =>
        new(show.Id.ToString(), show.Theater.ToString(), show.Screen.ToString(), show.StartsAt, LocalTime.Of(show.StartsAt, show.TimeZone));
}
