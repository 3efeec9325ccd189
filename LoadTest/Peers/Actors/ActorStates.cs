using Marquee.Storage;
using Orleans;

namespace Marquee.LoadTest.Peers.Actors;

[GenerateSerializer, Immutable, Alias("load-test.actor-booking-state")]
internal sealed record ActorBookingState(
    [property: Id(0)] string Show,
    [property: Id(1)] string Customer,
    [property: Id(2)] int[] Places,
    [property: Id(3)] long Amount,
    [property: Id(4)] bool Confirmed) : AggregateState;

/// <param name="Seats">Places of all that are held or sold, four bytes each.</param>
[GenerateSerializer, Immutable, Alias("load-test.actor-show-state")]
internal sealed record ActorShowState([property: Id(0)] byte[] Seats) : AggregateState;

[GenerateSerializer, Immutable, Alias("load-test.actor-payment-state")]
internal sealed record ActorPaymentState(
    [property: Id(0)] string Customer,
    [property: Id(1)] long Amount,
    [property: Id(2)] bool Captured) : AggregateState;

/// <param name="Recent">The last payments, so that none is taken twice.</param>
[GenerateSerializer, Immutable, Alias("load-test.actor-wallet-state")]
internal sealed record ActorWalletState([property: Id(0)] long Balance, [property: Id(1)] string[] Recent) : AggregateState;
