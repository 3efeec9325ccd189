using Marquee.LoadTest.Faults.Checks;
using Marquee.LoadTest.Faults.Stories;
using Marquee.Payments;

namespace Marquee.Tests.Faults.Judging;

// Another class of the tests has that name too.
using Books = Marquee.LoadTest.Faults.Checks.Books;

/// <summary>Histories made by hand, in seconds, with what is on disk at their end.</summary>
internal static class Planted
{
    public const string Show = "shw_1";
    public const long Price = 20_000;

    public static Story Story(string name, params IReadOnlyList<Call> calls) => new(Show, "usr_1", IdOf(name)) { Calls = calls };

    public static string IdOf(string name) => Ids.Derive<BookingId>("usr_1", name).ToString();

    public static string PaymentOf(string name) => Ids.Derive<PaymentId>(IdOf(name), "pay").ToString();

    public static Call Held(double asked, double answered, params IReadOnlyList<string> seats) => Made(Step.Hold, asked, answered, Outcome.Done) with { Seats = seats, Amount = Price };

    public static Call Refused(double asked, double answered, params IReadOnlyList<string> seats) =>
        Made(Step.Hold, asked, answered, Outcome.Refused) with { Code = "seats-unavailable", Seats = seats };

    public static Call Paid(double asked, double answered) => Made(Step.Pay, asked, answered, Outcome.Done);

    public static Call Declined(double asked, double answered) => Made(Step.Pay, asked, answered, Outcome.Refused) with { Code = "payment-declined" };

    public static Call GivenUp(double asked, double answered) => Made(Step.GiveUp, asked, answered, Outcome.Done);

    public static Call Canceled(double asked, double answered, long refund) => Made(Step.Cancel, asked, answered, Outcome.Done) with { Amount = refund };

    public static Call Unknown(Step step, double asked, double answered) => Made(step, asked, answered, Outcome.Unknown) with { Code = "no answer" };

    /// <summary>A booking that was held, paid by card and confirmed, and everything there must be of it.</summary>
    public static Books Sound(string name, params IReadOnlyList<string> seats) => new()
    {
        Bookings = new Dictionary<string, BookedRow> { [IdOf(name)] = new(IdOf(name), "usr_1", Show, "confirmed", seats, Price, PaymentOf(name)) },
        Ledger = Sale(name, PaymentOf(name), Price),
        Charges = [new ChargedRow(PaymentOf(name), Price, 0)],
        Audit = [.. new[] { "booking-created", "booking-confirmed" }.Select(kind => new AuditedRow(kind, IdOf(name)))],
        Messages = [new MessageRow("event-1", IdOf(name), "booking-confirmed", "sent")],
        Seats = [.. seats.Select(seat => new SeatRow(Show, seat, "sold"))],
    };

    /// <summary>Money that came through the provider; below zero it went back.</summary>
    public static IReadOnlyList<LedgerRow> Sale(string name, string operation, long amount) =>
    [
        new($"event-of-{operation}", "provider:clearing", amount, "INR", operation, IdOf(name)), new($"event-of-{operation}", "sales", -amount, "INR", operation, IdOf(name)),
    ];

    public static string[] Judge(Books books, params IReadOnlyList<Story> stories) =>
        [.. Checker.Check(new Evidence(stories, books, TimeSpan.FromSeconds(20))).Select(breach => breach.Invariant).Distinct().Order()];

    private static Call Made(Step step, double asked, double answered, Outcome outcome) =>
        new(step, step == Step.Pay ? "pay" : "key", TimeSpan.FromSeconds(asked), TimeSpan.FromSeconds(answered), outcome);
}
