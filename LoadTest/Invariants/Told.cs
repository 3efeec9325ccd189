using System.Text.Json.Serialization;

namespace Marquee.LoadTest.Invariants;

/// <summary>What a client was told of a booking. Of several the last one holds.</summary>
/// <param name="Booking">Empty where a request for one had no answer.</param>
/// <param name="Amount">What it costs, in minor units.</param>
internal sealed record Told(string Booking, string Show, IReadOnlyList<string> Seats, ToldStatus Status, long Amount, string Currency);

[JsonConverter(typeof(JsonStringEnumConverter<ToldStatus>))]
internal enum ToldStatus
{
    /// <summary>Seats are held; nothing was heard after.</summary>
    Held,
    Confirmed,
    Canceled,
    GivenUp,

    /// <summary>Asked for something and had no definite answer, or one that leaves open how it ended.</summary>
    Unknown,
}
