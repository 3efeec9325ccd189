using System.Collections.Immutable;
using Marquee.Bookings;
using Marquee.Shows;

namespace Marquee.Tests.Races;

/// <summary>What a customer asked for and was told.</summary>
/// <param name="Answer"><see cref="Held"/>, <see cref="Refused"/>, or whatever else was answered.</param>
/// <param name="Wanted">Labels; none where the best seats were asked for.</param>
/// <param name="Got">Labels.</param>
internal sealed record Told(string Answer, ImmutableArray<string> Wanted, int Quantity, ImmutableArray<string> Got)
{
    public const string Held = nameof(HoldOutcome.Held);
    public const string Refused = nameof(HoldOutcome.SeatsUnavailable);

    public static Told Of(ImmutableArray<string> wanted, HoldResult result) =>
        new(result.Outcome.ToString(), wanted, wanted.Length, [.. result.Seats.Select(seat => seat.Label)]);

    public static Told Of(int quantity, HoldResult result) =>
        new(result.Outcome.ToString(), [], quantity, [.. result.Seats.Select(seat => seat.Label)]);

    public static Told Of(ImmutableArray<string> wanted, CreateBookingResult result) => result.Outcome switch
    {
        CreateBookingOutcome.Created => new(Held, wanted, wanted.Length, [.. result.Booking!.Seats.Select(seat => seat.Label)]),
        CreateBookingOutcome.Refused => new(result.Refusal.ToString(), wanted, wanted.Length, []),
        _ => new(result.Outcome.ToString(), wanted, wanted.Length, []),
    };

    public override string ToString() => $"{Answer} {string.Join(",", Wanted)} ({Quantity}): {string.Join(",", Got)}";
}

/// <summary>A seat as the map shows it.</summary>
internal sealed record SeenSeat(string Row, string Label, bool Free)
{
    public static List<SeenSeat> Of(SeatMapView map) =>
        [.. map.Plan.Seats.Zip(map.Status, (seat, status) => new SeenSeat(seat.Row, seat.Label, status == SeatStatus.Free))];
}
