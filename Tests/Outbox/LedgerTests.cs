using Marquee.Payments;
using Marquee.Silo.Ledger;
using Marquee.Tests.Postgres;
using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Outbox;

/// <summary>What events mean in the books.</summary>
[Collection("postgres")]
public sealed class LedgerTests(PostgresFixture postgres)
{
    private static readonly Money Price = new(500, "INR");

    [Theory]
    [InlineData("bkg_1", "sales")]
    [InlineData(null, "top-ups")]
    public void Captured_money_comes_from_what_was_paid_for_and_goes_back_there(string? booking, string account)
    {
        var captured = LedgerLines.Of(new PaymentCaptured("pay_1", "usr_1", PaymentMethod.Card, Price, booking));
        var refunded = LedgerLines.Of(new PaymentRefunded("pay_1", "rfd_1", "usr_1", PaymentMethod.Card, Price, booking));

        Assert.Equal([new LedgerLine("provider:clearing", Price), new LedgerLine(account, -Price)], captured);
        Assert.Equal([new LedgerLine(account, Price), new LedgerLine("provider:clearing", -Price)], refunded);
    }

    [Fact]
    public void A_wallet_and_its_counter_account_move_by_opposite_amounts()
    {
        var spent = LedgerLines.Of(new WalletMoved("usr_1", Guid.Empty, -Price, 0, CounterAccounts.Sales, "bkg_1"));

        Assert.Equal([new LedgerLine("sales", -Price), new LedgerLine("wallet:usr_1", Price)], spent);
    }

    [Fact]
    public void What_a_wallet_pays_is_counted_once()
    {
        Assert.Empty(LedgerLines.Of(new PaymentCaptured("pay_1", "usr_1", PaymentMethod.Wallet, Price, "bkg_1")));
        Assert.Empty(LedgerLines.Of(new PaymentRefunded("pay_1", "rfd_1", "usr_1", PaymentMethod.Wallet, Price, "bkg_1")));
    }

    [Fact]
    public void What_a_card_paid_and_a_wallet_got_back_is_counted_once() =>
        Assert.Empty(LedgerLines.Of(new PaymentRefunded("pay_1", "rfd_1", "usr_1", PaymentMethod.Card, Price, "bkg_1", RefundTo.Wallet)));

    [Theory]
    [InlineData(PaymentMethod.Card)]
    [InlineData(PaymentMethod.Wallet)]
    public void What_an_admin_paid_never_went_through_the_provider(PaymentMethod method) => Assert.Equal(
        [new LedgerLine("sales", Price), new LedgerLine("by-hand", -Price)],
        LedgerLines.Of(new PaymentRefunded("pay_1", "rfd_1", "usr_1", method, Price, "bkg_1", ByHand: true)));

    [Fact]
    public void Lines_that_do_not_add_up_to_zero_in_one_currency_are_refused()
    {
        Assert.Throws<InvalidOperationException>(() => LedgerLines.Balanced([new("a", Price), new("b", new Money(-499, "INR"))]));
        Assert.Throws<InvalidOperationException>(() => LedgerLines.Balanced([new("a", Price), new("b", new Money(-500, "USD"))]));
    }

    [Fact]
    public async Task The_lines_of_every_event_add_up_to_zero_and_those_of_a_wallet_to_minus_its_balance()
    {
        await using var database = await OutboxDatabase.CreateAsync(postgres);
        var (booking, customer) = (Raised.New<BookingId>(), Raised.New<UserId>());
        await database.PublishAsync(
            Raised.Captured(PaymentMethod.Card, 500, booking), Raised.Refunded(PaymentMethod.Card, 200, booking),
            Raised.Captured(PaymentMethod.Card, 900, null), Raised.Moved(customer, 900, CounterAccounts.TopUps),
            Raised.Moved(customer, -350, CounterAccounts.Sales), Raised.Captured(PaymentMethod.Wallet, 350, booking));

        await using var relay = await RelayHost.StartAsync(database);
        await database.DeliveredAsync();

        Assert.Equal(5, await database.ScalarAsync<long>("SELECT count(DISTINCT event_id) FROM ledger"));
        Assert.Equal(0, await database.ScalarAsync<long>("SELECT count(*) FROM (SELECT FROM ledger GROUP BY event_id, currency HAVING sum(amount) <> 0) e"));
        Assert.Equal(-550, await database.ScalarAsync<decimal>($"SELECT sum(amount) FROM ledger WHERE account = 'wallet:{customer}'"));
        Assert.Equal(1_200, await database.ScalarAsync<decimal>("SELECT sum(amount) FROM ledger WHERE account = 'provider:clearing'"));
    }
}
