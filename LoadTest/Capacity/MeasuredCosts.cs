namespace Marquee.LoadTest.Capacity;

/// <summary>What <c>LoadTest capacity --measure</c>, <c>scale</c> and <c>streams</c> said on two virtual processors; docs/capacity.md tells when and how.</summary>
internal static class MeasuredCosts
{
    public static Costs Here { get; } = new(
        Page: new Cost(0.30, 0.20, 0.20, 0),
        SeatMap: new Cost(0.25, 0, 0, 0),
        Hold: new Cost(0.20, 0.25, 0.15, 6_000),
        Booking: new Cost(0.40, 0.60, 0.40, 17_000),
        Told: new Cost(0.02, 0, 0, 0),
        ShowBytes: 24_000,
        StreamBytes: 20_000);
}
