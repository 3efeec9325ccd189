namespace Marquee.LoadTest.Capacity;

/// <summary>What <c>LoadTest capacity --measure</c>, <c>scale</c> and <c>streams</c> said on two virtual processors; docs/capacity.md tells when and how.</summary>
internal static class MeasuredCosts
{
    public static Costs Here { get; } = new(
        Page: OperationCost.Of(new Cost(0.034, 0.025, 0, 5), new Cost(0.040, 0.056, 0, 7)),
        SeatMap: OperationCost.Of(new Cost(0.034, 0, 0, 1), new Cost(0.028, 0.001, 0, 0)),
        Hold: OperationCost.Of(new Cost(0.136, 0.156, 0.110, 5_320), new Cost(0.190, 0.394, 0.182, 5_452)),
        Booking: OperationCost.Of(new Cost(0.290, 0.486, 0.366, 13_506), new Cost(0.582, 1.518, 0.724, 13_852)),
        Change: new Cost(0.078, 0.097, 0, 0),
        Told: new Cost(0.035, 0, 0, 0),
        ShowBytes: 24_000,
        StreamBytes: 25_100);
}
