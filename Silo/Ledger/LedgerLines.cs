using Marquee.Payments;
using Marquee.Wallets;

namespace Marquee.Silo.Ledger;

/// <summary>
/// What an event means in the books, in the minor unit of one currency. Positive is what an account got and negative what it gave, so
/// the lines of an event always add up to zero. Money that the provider captured is got by <c>provider:clearing</c> and given by what it
/// was paid for: <c>sales</c> or, into a wallet, <c>top-ups</c>; a refund is the reverse. What moves into <c>wallet:&lt;customer&gt;</c> is
/// got by it and given by the movement's counter-account, so the lines of a wallet add up to its balance.
/// It follows that <c>sales</c> falls with a booking paid by card and rises with one paid from a wallet: turnover is what the accounts
/// opposite to it say, never its own sum.
/// </summary>
internal static class LedgerLines
{
    public const string Clearing = "provider:clearing";

    /// <summary>None where a wallet paid: its own movement tells that, and counting both would count it twice.</summary>
    public static LedgerLine[] Of(PaymentCaptured captured) =>
        captured.Method == PaymentMethod.Wallet ? [] : Transfer(PaidFor(captured.Booking), Clearing, captured.Amount);

    /// <inheritdoc cref="Of(PaymentCaptured)"/>
    public static LedgerLine[] Of(PaymentRefunded refunded) =>
        refunded.Method == PaymentMethod.Wallet ? [] : Transfer(Clearing, PaidFor(refunded.Booking), refunded.Amount);

    public static LedgerLine[] Of(WalletMoved moved) => Transfer(moved.Counter, $"wallet:{moved.Customer}", moved.Amount);

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
