namespace Marquee.LoadTest.Capacity;

/// <summary>What <c>LoadTest capacity --measure</c>, <c>scale</c> and <c>streams</c> said on two virtual processors; docs/capacity.md tells when and how.</summary>
internal static class MeasuredCosts
{
    public static Costs Here { get; } = new(
        Page: new Cost(0.042, 0.038, 0.003, 6),
        SeatMap: new Cost(0.030, 0.004, 0, 1),
        Hold: new Cost(0.161, 0.217, 0.129, 4_851),
        Booking: new Cost(0.335, 0.547, 0.391, 13_268),
        Told: new Cost(0.035, 0, 0, 0),
        ShowBytes: 24_000,
        StreamBytes: 25_100);
}
