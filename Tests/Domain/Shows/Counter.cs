using Marquee.Shows;
using Marquee.Shows.Domain;

namespace Marquee.Tests.Domain.Shows;

/// <summary>
/// A show's counter: three customers whose seats overlap, served one call after the other as the show serves them. Every answer is put
/// down in <see cref="Promises"/>. What it leaves to be overridden is what the guards of the map are there for.
/// </summary>
internal class Counter
{
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, Visitor> _visitors = new()
    {
        ["X"] = new Visitor([0, 1]), ["Y"] = new Visitor([1, 2]), ["Z"] = new Visitor([0, 2, 3]),
    };

    protected SeatMap Seats { get; } = Halls.Map(Halls.Row("A", "1-4"));

    public Promises Told { get; } = new();

    public IEnumerable<DateTimeOffset> Expiries => Seats.Claims.Select(claim => claim.Until);

    public static IReadOnlyList<string> Steps { get; } =
        [.. from who in "XYZ" from what in new[] { "hold", "pay", "confirm", "decline", "release", "acknowledge" } select $"{who} {what}", "sweep"];

    /// <param name="step">One of <see cref="Steps"/>.</param>
    public void Serve(string step, DateTimeOffset now)
    {
        if (step == "sweep") Sweep(now);
        else Serve(step[..1], _visitors[step[..1]], step[2..], now);
        for (var seat = 0; seat < Seats.Plan.Count; seat++) Told.Shown(seat, Seats.StatusOf(seat, now), now);
    }

    protected virtual bool MayHold(int[] seats, DateTimeOffset now) =>
        HoldRules.Decide(Seats, new ShowRules(), Halls.Customer(), seats, now).Outcome == HoldOutcome.Held;

    protected virtual PayingOutcome BeginPayment(Visitor visitor, DateTimeOffset now) =>
        Seats.BeginPayment(visitor.Booking, visitor.Payment, now.AddMinutes(10), now).Outcome;

    protected virtual ConfirmOutcome Confirm(Visitor visitor, DateTimeOffset now) =>
        Seats.Confirm(visitor.Booking, visitor.Customer, visitor.Seats, now);

    protected virtual void Sweep(DateTimeOffset now) => Seats.Sweep(now);

    private void Serve(string who, Visitor visitor, string what, DateTimeOffset now)
    {
        switch (what)
        {
            case "hold" when Seats.Find(visitor.Booking) is { } has && has.Keeps(now):
                Told.Held(who, has.Seats, has.Until, now);
                break;
            case "hold" when MayHold(visitor.Seats, now):
                Told.Held(who, visitor.Seats, Seats.Hold(visitor.Booking, visitor.Customer, visitor.Seats, now, now + HoldTime).Until, now);
                break;
            case "hold":
                Told.Refused(who, visitor.Seats, now);
                break;
            case "pay" when BeginPayment(visitor, now) == PayingOutcome.Paying:
                Told.Paying(who, now);
                break;
            case "pay" when Seats.Find(visitor.Booking) is not { Phase: ClaimPhase.Sold }:
                Told.TooLateToPay(who, now);
                break;
            case "confirm" when Confirm(visitor, now) == ConfirmOutcome.Sold:
                Told.Sold(who, visitor.Seats, now);
                break;
            case "confirm":
                Told.Gone(who, visitor.Seats, now);
                break;
            case "decline":
                Told.Declined(who, Seats.ResumeHold(visitor.Booking, visitor.Payment, now).Outcome, now);
                break;
            case "release":
                Told.Released(who, Seats.Release(visitor.Booking), now);
                break;
            case "acknowledge":
                Seats.Acknowledge(visitor.Booking, now);
                break;
        }
    }

    internal sealed record Visitor(int[] Seats)
    {
        public BookingId Booking { get; } = Halls.Booking();

        public UserId Customer { get; } = Halls.Customer();

        public PaymentId Payment { get; } = Halls.Payment();
    }
}
