using Marquee.Payments;
using Marquee.Wallets;

namespace Marquee.Silo.Ledger;

/// <summary>
/// What an event means in the books, by double entry and in the minor unit of one currency: debits are positive, credits negative, and the
/// lines of an event always add up to zero. <c>provider:clearing</c> is what the provider holds for us. A wallet is what we owe its
/// customer, so <c>wallet:&lt;customer&gt;</c> stands at minus its balance. <c>by-hand</c> is what admins have paid past the provider. <c>sales</c> falls with every sale, however it was paid, and
/// <c>top-ups</c> stands at zero once what was captured has entered the wallet.
/// </summary>
internal static class LedgerLines
{
    public const string Clearing = "provider:clearing";
    public const string ByHand = "by-hand";

    /// <summary>None where a wallet paid: its own movement tells that, and counting both would count it twice.</summary>
    public static LedgerLine[] Of(PaymentCaptured captured) =>
        captured.Method == PaymentMethod.Wallet ? [] : Transfer(PaidFor(captured.Booking), Clearing, captured.Amount);

    /// <summary>None where it went into a wallet: its own movement tells that.</summary>
    public static LedgerLine[] Of(PaymentRefunded refunded)
    {
        if (refunded.ByHand) return Transfer(ByHand, PaidFor(refunded.Booking), refunded.Amount);
        return refunded.Method == PaymentMethod.Wallet || refunded.To == RefundTo.Wallet ? [] : Transfer(Clearing, PaidFor(refunded.Booking), refunded.Amount);
    }

    public static LedgerLine[] Of(WalletMoved moved) => Transfer($"wallet:{moved.Customer}", moved.Counter, moved.Amount);

    /// <exception cref="InvalidOperationException">The lines do not add up to zero, or not in one currency: money would come from nowhere.</exception>
    public static LedgerLine[] Balanced(LedgerLine[] lines)
    {
        if (lines.Length == 0) return lines;
        var sum = lines.Aggregate(Money.Zero(lines[0].Amount.Currency), (total, line) => total + line.Amount);
        return sum.Amount == 0 ? lines : throw new InvalidOperationException($"The lines of an event add up to {sum}, not to zero.");
    }

    private static LedgerLine[] Transfer(string from, string to, Money amount) =>
        Balanced([new LedgerLine(to, amount), new LedgerLine(from, -amount)]);

    private static string PaidFor(string? booking) => booking is null ? CounterAccounts.TopUps : CounterAccounts.Sales;
}
