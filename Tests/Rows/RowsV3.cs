using Marquee.Payments;
using Marquee.Wallets;

namespace Marquee.Tests.Rows;

/// <summary>What the release saved that takes UPI and sets money aside: the states that it added to.</summary>
internal static class RowsV3
{
    private const string Folder = "v3";

    public static SavedRow[] Hot =>
    [
        new SavedRow<PaymentState>(Folder, Payment),
        new SavedRow<WalletState>(Folder, RowsV1.Wallet with { TopUps = [new PendingTopUp(RowsV1.Id<PaymentId>(33), new Money(10_000, "INR"), RowsV1.Now)] }),
    ];

    private static PaymentState Payment => RowsV1.Payment with
    {
        Instrument = new PaymentInstrument(PaymentMethod.Upi, "tok_visa", new UpiInstrument(UpiFlow.Collect, "somebody@bank")),
        Status = PaymentStatus.Authorized,
        NextAction = new NextAction("upi-qr", "upi://pay?pa=shop@bank", "https://pay.example.com/challenges/1"),
        Provider = "stripe",
        Reference = "pi_1",
        AuthorizedAt = RowsV1.Now.AddSeconds(2),
    };
}
