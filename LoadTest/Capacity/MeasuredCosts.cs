namespace Marquee.LoadTest.Capacity;

/// <summary>What <c>LoadTest capacity --measure</c>, <c>scale</c> and <c>streams</c> said on two virtual processors; docs/capacity.md tells when and how.</summary>
internal static class MeasuredCosts
{
    public static Costs Here { get; } = new(
        Page: OperationCost.Of(new Cost(0.036, 0.014, 0, 3), new Cost(0.045, 0.029, 0, 7)),
        SeatMap: OperationCost.Of(new Cost(0.024, 0, 0, 0), new Cost(0.024, 0.002, 0.001, 0)),
        Hold: OperationCost.Of(new Cost(0.110, 0.152, 0.108, 5_469), new Cost(0.153, 0.390, 0.182, 5_625)),
        Booking: OperationCost.Of(new Cost(0.279, 0.486, 0.383, 13_269), new Cost(0.413, 1.071, 0.666, 13_459)),
        Change: new Cost(0.029, 0.047, 0, 0),
        Told: new Cost(0.035, 0, 0, 0),
        ShowBytes: 24_000,
        StreamBytes: 25_100);
}
