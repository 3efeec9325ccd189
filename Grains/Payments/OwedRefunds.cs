using Marquee.Users;

namespace Marquee.Payments;

/// <summary>A refund that is not back yet is money that somebody waits for.</summary>
internal sealed class OwedRefunds(IGrainFactory grains) : IOpenMoney
{
    public Task<bool> Keeps(UserId user) => grains.GetGrain<IRefundQueries>(0).IsOwed(user);
}
