using System.Diagnostics.Metrics;

namespace Marquee.Payments;

/// <summary>Meter <c>Marquee.Refunds</c>: what an operator is to be woken for.</summary>
internal sealed class RefundMetrics
{
    public const string MeterName = "Marquee.Refunds";

    private readonly Counter<long> _stuck;

    public RefundMetrics(IMeterFactory meters) =>
        _stuck = meters.Create(MeterName).CreateCounter<long>("marquee.refunds.stuck", "{refund}", "Refunds that were tried as often as they may be and wait for an admin.");

    public void Stuck(PaymentMethod method) => _stuck.Add(1, new KeyValuePair<string, object?>("method", method.ToString().ToLowerInvariant()));
}
