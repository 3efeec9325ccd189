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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    [InlineData(1_000_000)]
    public void Nothing_of_a_long_life_is_lost_where_the_archive_is_written_only_when_it_is_new(int recent)
    {
        var random = new Random(recent);
        var (row, disk) = (new WalletState(), (byte[]?)null);
        List<WalletEntry> made = [];
        var (written, archives) = (0L, 0);
        for (var turn = 0; turn < 400; turn++)
        {
            // As the storage gives it back: the row, and the archive that was written last.
            var wallet = row with { Archive = disk };
            var movement = made.Count > 0 && random.Next(4) == 0
                ? new WalletMovement(made[random.Next(made.Count)].Operation, new Money(7, "INR"), CounterAccounts.TopUps, "again")
                : Movement(random.Next(1, 500)) with { Reference = $"Größe {turn}" };
            var (next, result) = WalletBook.Move(wallet, movement, Noon.AddSeconds(turn));
            if (made.Find(entry => entry.Operation == movement.Operation) is { } first)
            {
                Assert.Equal(first, result.Entry);
                Assert.Same(wallet, next);
                continue;
            }

            made.Add(result.Entry!);
            var saved = WalletBook.Archived(next, recent);
            if (saved.ArchiveIsNew) (disk, archives) = (saved.Archive, archives + 1);
            row = saved with { Archive = null, ArchiveIsNew = random.Next(2) == 0 };
            written += row.Entries.Length;
            Assert.Equal(made, WalletBook.EntriesOf(row with { Archive = disk }));
            Assert.Equal(made[^1].Balance, WalletBook.BalanceOf(row));
        }

        if (recent == 1_000_000) Assert.Null(disk);
        else Assert.InRange(written / made.Count, 1, Math.Max(recent, made.Count / 8));
        Assert.InRange(archives, 0, recent < 12 ? made.Count : made.Count / 8);
    }

    [Fact]
    public void What_a_wallet_has_made_is_found_in_its_archive_and_nothing_else_is()
    {
        var wallet = new WalletState();
        var movements = Enumerable.Range(0, 100).Select(_ => Movement(-1)).ToList();
        wallet = WalletBook.Move(wallet, Movement(1_000), Noon).Wallet;
        foreach (var movement in movements) wallet = WalletBook.Archived(WalletBook.Move(wallet, movement, Noon).Wallet, 3);
        Assert.InRange(wallet.Entries.Length, 1, 13);
        Assert.All(movements, movement => Assert.Equal(movement.Operation, WalletBook.Find(wallet, movement.Operation)!.Operation));
        Assert.Null(WalletBook.Find(wallet, Guid.NewGuid()));
        Assert.Equal(900, WalletBook.BalanceOf(wallet));
    }

    [Fact]
    public void An_archive_of_another_format_is_not_taken_for_none() =>
        Assert.Throws<InvalidDataException>(() => WalletBook.Find(Holding(5) with { Archive = [2, 0, 0, 0, 0] }, Guid.NewGuid()));

    [Fact]
    public void A_torn_archive_is_not_taken_for_a_shorter_one()
    {
        var packed = PackedEntries.Pack(Holding(5).Entries);
        for (var length = 0; length < packed.Length; length++) Assert.Throws<InvalidDataException>(() => PackedEntries.Unpack(packed[..length]));
        Assert.Throws<InvalidDataException>(() => PackedEntries.Find([1, 255, 255, 255, 255, 0], Guid.NewGuid()));
        Assert.Throws<InvalidDataException>(() => PackedEntries.Count([1, 255, 255, 255, 127, 0]));
    }
}
