using Marquee.Wallets;

namespace Marquee.Users;

/// <summary>Money in the wallet is the user's, and would be nobody's after them.</summary>
internal sealed class WalletBalance(IGrainFactory grains) : IOpenMoney
{
    public async Task<bool> Keeps(UserId user) => (await grains.Grain<IWalletGrain>(user.ToString()).Get()).Balance.Amount > 0;
}
