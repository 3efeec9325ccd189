using Marquee.Wallets;
using Marquee.Wallets.Domain;
using Xunit;

namespace Marquee.Tests.Domain.Wallets;

public sealed class WalletBookTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private static WalletMovement Movement(long amount, string currency = "INR") =>
        new(Guid.NewGuid(), new Money(amount, currency), CounterAccounts.TopUps, "test");

    private static WalletState Holding(long amount) => WalletBook.Move(new WalletState(), Movement(amount), Noon).Wallet;

    [Fact]
    public void The_same_operation_again_changes_nothing_and_answers_the_same()
    {
        var movement = Movement(500);
        var (wallet, first) = WalletBook.Move(new WalletState(), movement, Noon);
        var (again, second) = WalletBook.Move(wallet, movement, Noon.AddDays(1));
        Assert.Same(wallet, again);
        Assert.Equal(first, second);
        Assert.Equal(500, WalletBook.BalanceOf(again));
    }

    [Fact]
    public void The_balance_never_falls_below_zero()
    {
        var wallet = Holding(500);
        var (same, refused) = WalletBook.Move(wallet, Movement(-501), Noon);
        Assert.Same(wallet, same);
        Assert.Equal(WalletMoveOutcome.InsufficientFunds, refused.Outcome);
        Assert.Equal(0, WalletBook.BalanceOf(WalletBook.Move(wallet, Movement(-500), Noon).Wallet));
    }

    [Fact]
    public void A_wallet_keeps_to_the_currency_it_began_with()
    {
        var (_, refused) = WalletBook.Move(Holding(500), Movement(-5, "USD"), Noon);
        Assert.Equal(WalletMoveOutcome.OtherCurrency, refused.Outcome);
    }

    [Fact]
    public void What_was_barred_is_never_made()
    {
        var movement = Movement(-100);
        var wallet = WalletBook.Bar(Holding(500), movement.Operation);
        var (same, refused) = WalletBook.Move(wallet, movement, Noon);
        Assert.Same(wallet, same);
        Assert.Equal(WalletMoveOutcome.Barred, refused.Outcome);
    }

    [Fact]
    public void A_sum_that_does_not_fit_is_never_wrapped_around() =>
        Assert.Throws<OverflowException>(() => WalletBook.Move(Holding(long.MaxValue), Movement(1), Noon));
}
