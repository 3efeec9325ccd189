using Marquee.Audit;
using Marquee.Payments;
using Marquee.Silo.Outbox;
using Marquee.Silo.Payments;
using Marquee.Storage;

namespace Marquee.Silo.Audit;

/// <summary>What an event of a refund says in the audit log. Its subject is what had been paid for.</summary>
internal static class RefundLines
{
    public static bool Knows(string type) => type is RefundChanged.Type or RefundTried.Type;

    public static AuditLine Of(OutboxRow row) =>
        row.Type == RefundTried.Type ? Of(row, row.Read<RefundTried>()) : Of(row, row.Read<RefundChanged>());

    private static AuditLine Of(OutboxRow row, RefundTried tried)
    {
        var outcome = tried.Answered ? "The provider did not pay" : "The provider gave no definite answer";
        return new AuditLine(
            row.Id, row.OccurredAt, "refund-try-failed", Actors.System, tried.Booking ?? tried.Customer, tried.Id, null,
            $"{outcome} at try {tried.Tries} of giving back {Words.Of(tried.Amount)}; the next is not before {Words.Of(tried.NextTryAt)}.");
    }

    private static AuditLine Of(OutboxRow row, RefundChanged refund)
    {
        var stamped = Events.ActorOf(row.Payload) ?? Actors.System;
        var amount = Words.Of(refund.Amount);
        var (kind, actor, detail) = refund.Status switch
        {
            RefundStatus.Pending when refund.Version <= 1 => ("refund-requested", stamped, $"{amount} is to go back."),
            RefundStatus.Pending => ("refund-retried", stamped, $"The refund of {amount} was put back to be tried anew."),
            RefundStatus.Succeeded => ("refund-succeeded", Speaker(refund), $"{amount} went back to {Where(refund)}."),
            RefundStatus.Stuck => ("refund-stuck", Actors.System, $"{amount} did not go back in {refund.Tries} tries; an admin must see to it."),
            RefundStatus.SettledByHand => ("refund-settled-by-hand", refund.SettledBy ?? stamped, $"{amount} was paid past the provider: {refund.Note}"),
            _ => ("refund-changed", stamped, $"The refund of {amount} is {refund.Status}."),
        };
        return new AuditLine(row.Id, row.OccurredAt, kind, actor, refund.Booking ?? refund.Customer, refund.Id, refund.Reason, detail);
    }

    private static bool ToWallet(RefundChanged refund) => refund.To == RefundTo.Wallet || refund.Method == PaymentMethod.Wallet;

    private static string Where(RefundChanged refund) => ToWallet(refund) ? "the wallet" : "where it came from";

    private static string Speaker(RefundChanged refund) =>
        ToWallet(refund) ? Actors.System : Actors.Provider(refund.Provider ?? SandboxPaymentProvider.Name);
}
