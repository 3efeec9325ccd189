using Marquee.LoadTest.Invariants;

namespace Marquee.LoadTest.Journeys;

/// <summary>What a visitor was told when the seats were held.</summary>
internal sealed record Booking(string Id, string Show, string[] Seats, long Amount, string Currency)
{
    public static Booking Read(Answer answer, string show)
    {
        var total = answer.Json.GetProperty("price").GetProperty("total");
        return new Booking(
            answer.Text("id"), show, [.. answer.Json.GetProperty("seats").EnumerateArray().Select(seat => seat.GetProperty("label").GetString()!)],
            total.GetProperty("amount").GetInt64(), total.GetProperty("currency").GetString()!);
    }

    public Told Told(ToldStatus status) => new(Id, Show, Seats, status, Amount, Currency);
}
