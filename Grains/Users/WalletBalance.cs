using Marquee.Wallets;

namespace Marquee.Users;

/// <summary>Money in the wallet, or on its way there, is the user's, and would be nobody's after them.</summary>
internal sealed class WalletBalance(IGrainFactory grains) : IOpenMoney
{
    public async Task<bool> Keeps(UserId user)
    {
        var wallet = await grains.Grain<IWalletGrain>(user.ToString()).Get();
        return wallet.Balance.Amount > 0 || wallet.PendingTopUps > 0;
    }
}
