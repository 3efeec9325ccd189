using Marquee.Storage;
using Orleans;
using Orleans.Runtime;

namespace Marquee.LoadTest.Peers.Actors;

[GrainType("actor-wallet")]
internal sealed class ActorWallet(IGrainContext context) : Grain, IActorWallet
{
    private const long Full = 1_000_000_000;
    private const int MostRecent = 12;

    private readonly DurableState<ActorWalletState> _state = new(context, "wallet");

    public async Task<bool> Take(string payment, long amount)
    {
        await _state.LoadAsync();
        var wallet = _state.Value ?? new ActorWalletState(Full, []);
        if (wallet.Recent.Contains(payment)) return true;
        if (wallet.Balance < amount) return false;
        await _state.SaveAsync(new ActorWalletState(wallet.Balance - amount, [.. wallet.Recent.TakeLast(MostRecent - 1), payment]));
        return true;
    }
}
