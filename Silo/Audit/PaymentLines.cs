using Marquee.Audit;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Silo.Payments;
using Marquee.Storage;

namespace Marquee.Silo.Audit;

/// <summary>What an event of a payment says in the audit log. Its subject is what was paid for.</summary>
internal static class PaymentLines
{
    public static bool Knows(string type) => type is PaymentCaptured.Type or PaymentChanged.Started or PaymentChanged.RequiresAction
        or PaymentChanged.Authorized or PaymentChanged.Failed or PaymentChanged.NotAnswered;

    public static AuditLine[] Of(OutboxRow row) =>
        row.Type == PaymentCaptured.Type ? Of(row, row.Read<PaymentCaptured>()) : Of(row, row.Read<PaymentChanged>());

    private static AuditLine[] Of(OutboxRow row, PaymentCaptured captured)
    {
        var (subject, amount, by) = (captured.Booking ?? captured.Customer, Words.Of(captured.Amount), ByWhat(captured.Method));
        var taken = new AuditLine(
            row.Id, row.OccurredAt, PaymentCaptured.Type, Speaker(captured.Method, captured.Provider), subject, captured.Id, null, $"{amount} taken by {by}.");
        return captured.Method == PaymentMethod.Wallet
            ? [Started(captured.Id, captured.StartedAt ?? row.OccurredAt, row.Id, captured.Customer, subject, $"Payment of {amount} by wallet started."), taken]
            : [taken];
    }

    private static AuditLine[] Of(OutboxRow row, PaymentChanged payment)
    {
        var subject = payment.Booking ?? payment.Customer ?? payment.Id;
        var line = new AuditLine(
            row.Id, row.OccurredAt, row.Type, ActorOf(row.Type, payment), subject, payment.Id, payment.Failure?.Code, Detail(row.Type, payment));
        return row.Type == PaymentChanged.Failed && payment is { Method: PaymentMethod.Wallet, Customer: { } customer }
            ? [Started(payment.Id, payment.StartedAt, row.Id, customer, subject, $"Payment{Amount(payment)} by wallet started."), line]
            : [line];
    }

    /// <summary>The start of a payment from a wallet, which only its end tells of.</summary>
    private static AuditLine Started(string payment, DateTimeOffset at, Guid row, string customer, string subject, string detail) => new(
        Ids.TryParse<PaymentId>(payment, out var id) ? id.Value : row, at, PaymentChanged.Started, customer, subject, payment, null, detail);

    private static string ActorOf(string type, PaymentChanged payment)
    {
        if (type == PaymentChanged.Started) return payment.Customer ?? Actors.System;
        return payment is { Heard: true, Method: { } method } ? Speaker(method, payment.Provider) : Actors.System;
    }

    private static string Detail(string type, PaymentChanged payment) => type switch
    {
        PaymentChanged.Started => $"Payment{Amount(payment)} by {ByWhat(payment.Method)} started.",
        PaymentChanged.RequiresAction => $"The customer must act before the money comes: {payment.NextAction}.",
        PaymentChanged.Authorized => $"The money{Amount(payment)} is set aside and not taken yet.",
        PaymentChanged.NotAnswered => $"No definite answer from {payment.Provider ?? SandboxPaymentProvider.Name}, {payment.Unanswered} so far; it will be asked again.",
        _ => payment.Failure?.Message ?? "The payment failed.",
    };

    private static string Amount(PaymentChanged payment) => payment.Amount is { } amount ? $" of {Words.Of(amount)}" : "";

    private static string ByWhat(PaymentMethod? method) => method switch
    {
        PaymentMethod.Card => "card",
        PaymentMethod.Upi => "UPI",
        PaymentMethod.Wallet => "wallet",
        _ => "an unknown method",
    };

    private static string Speaker(PaymentMethod method, string? provider) =>
        method == PaymentMethod.Wallet ? Actors.System : Actors.Provider(provider ?? SandboxPaymentProvider.Name);
}
