using Marquee.Wallets;
using Xunit;

namespace Marquee.Tests.Races;

/// <summary>Two activations of one wallet that holds money for ten of thirty tickets.</summary>
public sealed partial class TwinTests
{
    [Fact]
    public async Task A_wallet_that_two_activations_move_loses_no_movement_and_is_never_overdrawn() => Assert.Empty(await SpendAsync(fenced: true));

    [Fact]
    public async Task Without_the_version_of_the_row_a_wallet_would_pay_more_than_it_holds() => Assert.NotEmpty(await SpendAsync(fenced: false));

    private async Task<List<string>> SpendAsync(bool fenced)
    {
        var customer = twins.NewId<UserId>();
        if (!fenced) twins.Fence.Remove(customer.ToString());
        await twins.Wallet(customer, 0).Move(Movement(1_000));
        await twins.Wallet(customer, 1).Get();

        var movements = Enumerable.Range(0, 30).Select(_ => Movement(-100)).ToList();
        var told = await Task.WhenAll(movements.Select((movement, index) => Twins.InsistAsync(() => twins.Wallet(customer, index % 2).Move(movement))));
        await twins.ForgetAsync();

        var wallet = await twins.Wallet(customer, 0).Get();
        var made = movements.Where((_, index) => told[index].Outcome == WalletMoveOutcome.Moved).Select(movement => movement.Operation).ToList();
        var kept = wallet.Entries.Where(entry => entry.Amount < 0).Select(entry => entry.Operation).ToList();
        List<string> wrong =
        [
            .. made.Except(kept).Select(operation => $"{operation} was told and is lost"),
            .. kept.Except(made).Select(operation => $"{operation} was refused and is there"),
            .. kept.CountBy(operation => operation).Where(operation => operation.Value > 1).Select(operation => $"{operation.Key} moved twice"),
            .. wallet.Entries.Where(entry => entry.Balance < 0).Select(entry => $"{entry.Operation} left {entry.Balance}"),
        ];
        if (made.Count != 10) wrong.Add($"{made.Count} tickets were paid with money for ten");
        if (wallet.Balance.Amount != 1_000 - (100 * made.Count)) wrong.Add($"{made.Count} tickets were paid and {wallet.Balance.Amount} is left");
        return wrong;
    }

    private static WalletMovement Movement(long amount) => new(Guid.NewGuid(), new Money(amount, "INR"), CounterAccounts.Promotions, "test");
}
