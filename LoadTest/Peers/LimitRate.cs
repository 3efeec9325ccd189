namespace Marquee.LoadTest.Peers;

/// <param name="PerSecond">Operations a second.</param>
/// <param name="P50">Milliseconds; null where the tool does not tell.</param>
/// <param name="P99">Milliseconds; null where the tool does not tell.</param>
internal sealed record LimitRate(double PerSecond, double? P50 = null, double? P99 = null);
