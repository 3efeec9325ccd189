using Marquee.Users;

namespace Marquee.Bookings;

/// <summary>A booking that is under way, or confirmed for a show to come, is money that somebody may want back.</summary>
internal sealed class LiveBookings(IGrainFactory grains) : IOpenMoney
{
    public Task<bool> Keeps(UserId user) => grains.GetGrain<IBookingQueries>(0).HasLive(user);
}
