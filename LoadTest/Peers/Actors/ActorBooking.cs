using Marquee.Storage;
using Orleans;
using Orleans.Runtime;

namespace Marquee.LoadTest.Peers.Actors;

[GrainType("actor-booking")]
internal sealed class ActorBooking(IGrainContext context) : Grain, IActorBooking
{
    private const long PriceOfSeat = 25_000;

    private readonly DurableState<ActorBookingState> _state = new(context, "booking");
    private readonly string _id = context.GrainId.Key.ToString()!;

    public async Task<bool> Create(string show, string customer, int[] places) =>
        await GrainFactory.Grain<IActorShow>(show).Hold(_id, places)
        && await _state.CreateAsync(new ActorBookingState(show, customer, places, places.Length * PriceOfSeat, false));

    public async Task<long?> Pay()
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking) return null;
        var show = GrainFactory.Grain<IActorShow>(booking.Show);
        if (!await show.Sell(_id) || !await GrainFactory.Grain<IActorPayment>(_id).Start(booking.Customer, booking.Amount)) return null;
        await _state.SaveAsync(booking with { Confirmed = true });
        show.Acknowledge(_id).Ignore();
        return booking.Amount;
    }
}
