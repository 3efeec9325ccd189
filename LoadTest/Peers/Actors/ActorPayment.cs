using Marquee.Storage;
using Orleans;
using Orleans.Runtime;

namespace Marquee.LoadTest.Peers.Actors;

[GrainType("actor-payment")]
internal sealed class ActorPayment(IGrainContext context) : Grain, IActorPayment
{
    private readonly DurableState<ActorPaymentState> _state = new(context, "payment");
    private readonly string _id = context.GrainId.Key.ToString()!;

    public async Task<bool> Start(string customer, long amount)
    {
        var first = new ActorPaymentState(customer, amount, false);
        if (!await _state.CreateAsync(first)) return _state.Value!.Captured;
        if (!await GrainFactory.Grain<IActorWallet>(customer).Take(_id, amount)) return false;
        await _state.SaveAsync(first with { Captured = true });
        return true;
    }
}
