using System.Runtime.InteropServices;
using Marquee.Storage;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Marquee.LoadTest.Peers.Actors;

[GrainType("actor-show"), Reentrant]
internal sealed class ActorShow : Grain, IActorShow
{
    private readonly DurableState<ActorShowState> _state;
    private readonly GroupCommit _commit;
    private readonly HashSet<int> _taken = [];
    private readonly HashSet<string> _open = [];

    public ActorShow(IGrainContext context)
    {
        _state = new DurableState<ActorShowState>(context, "seats");
        _commit = new GroupCommit(SaveAsync, DeactivateOnIdle);
    }

    public async Task<bool> Hold(string booking, int[] places)
    {
        await _state.LoadAsync();
        if (places.Any(_taken.Contains)) return false;
        foreach (var place in places) _taken.Add(place);
        _open.Add(booking);
        await _commit.Commit();
        return true;
    }

    public async Task<bool> Sell(string booking)
    {
        await _state.LoadAsync();
        if (!_open.Contains(booking)) return false;
        await _commit.Commit();
        return true;
    }

    public Task Acknowledge(string booking)
    {
        _open.Remove(booking);
        return Task.CompletedTask;
    }

    private Task SaveAsync()
    {
        Span<int> places = [.. _taken];
        return _state.SaveAsync(new ActorShowState(MemoryMarshal.AsBytes(places).ToArray()));
    }
}
