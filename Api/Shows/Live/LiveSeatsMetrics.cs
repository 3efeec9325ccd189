using System.Diagnostics.Metrics;

namespace Marquee.Api.Shows.Live;

/// <summary>Meter <c>Marquee.LiveSeats</c>: whether readers are answered from memory, and how many look on.</summary>
internal sealed class LiveSeatsMetrics
{
    public const string MeterName = "Marquee.LiveSeats";

    private readonly Meter _meter;
    private readonly Counter<long> _reads;
    private readonly Counter<long> _notConfirmed;

    public LiveSeatsMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _reads = _meter.CreateCounter<long>("marquee.seats.reads", "{read}", "Seat maps that were asked for, from memory or from the show.");
        _notConfirmed = _meter.CreateCounter<long>("marquee.seats.not_confirmed", "{show}", "Shows that did not answer whether they still tell this process of changes.");
    }

    public void Observe(Func<int> shows, Func<int> streams)
    {
        _meter.CreateObservableGauge("marquee.seats.watched", shows, "{show}", "Shows whose seats are kept up to date in this process.");
        _meter.CreateObservableGauge("marquee.seats.streams", streams, "{stream}", "Streams of seats that are open.");
    }

    public void Read(bool fromMemory) => _reads.Add(1, new KeyValuePair<string, object?>("from", fromMemory ? "memory" : "show"));

    public void NotConfirmed(Exception failure) => _notConfirmed.Add(1, new KeyValuePair<string, object?>("error", failure.GetType().Name));
}
