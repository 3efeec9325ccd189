using Orleans;
using Orleans.Concurrency;

namespace Marquee.LoadTest.Peers.Actors;

/// <summary>One booking: holds, then pays and sells.</summary>
internal interface IActorBooking : IGrainWithStringKey
{
    /// <summary>False where a seat is taken.</summary>
    Task<bool> Create(string show, string customer, int[] places);

    /// <summary>What was paid, or null where there is no such booking.</summary>
    Task<long?> Pay();
}

/// <summary>The seats of one show.</summary>
internal interface IActorShow : IGrainWithStringKey
{
    Task<bool> Hold(string booking, int[] places);

    Task<bool> Sell(string booking);

    [OneWay]
    Task Acknowledge(string booking);
}

internal interface IActorPayment : IGrainWithStringKey
{
    Task<bool> Start(string customer, long amount);
}

internal interface IActorWallet : IGrainWithStringKey
{
    Task<bool> Take(string payment, long amount);
}
