using Marquee.Payments;
using Marquee.Storage;
using Marquee.Wallets.Domain;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Marquee.Wallets;

/// <summary>The shell around <see cref="WalletBook"/>. A top-up is a payment of its own; its money enters once that has it.</summary>
[GrainType("wallet")]
internal sealed class WalletGrain(IGrainContext context, TimeProvider clock, IOptions<WalletOptions> options) : Grain, IWalletGrain, IRemindable
{
    private const string Reminder = "top-ups";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private readonly DurableState<WalletState> _state = new(context, "wallet");

    private string Customer { get; } = context.GrainId.Key.ToString()!;

    private WalletState Wallet => _state.Value ?? new WalletState();

    public async Task<WalletMoveResult> Move(WalletMovement movement)
    {
        await _state.LoadAsync();
        var (next, result) = WalletBook.Move(Wallet, movement, clock.GetUtcNow());
        if (next != Wallet) await SaveAsync(next, result.Entry!);
        return result;
    }

    public async Task<WalletEntry?> Find(Guid operation)
    {
        await _state.LoadAsync();
        return WalletBook.Find(Wallet, operation);
    }

    public async Task<WalletEntry?> Bar(Guid operation)
    {
        await _state.LoadAsync();
        if (WalletBook.Find(Wallet, operation) is { } made) return made;
        if (!WalletBook.IsBarred(Wallet, operation)) await SaveAsync(WalletBook.Bar(Wallet, operation));
        return null;
    }

    public async Task<WalletView> Get()
    {
        await _state.LoadAsync();
        var entries = WalletBook.EntriesOf(Wallet);
        return new WalletView(Balance(), [.. entries.Reverse()], WalletBook.TopUpsOf(Wallet).Length);
    }

    public async Task<TopUpResult> TopUp(TopUpWallet command)
    {
        if (command.Instrument.Method == PaymentMethod.Wallet) throw new ArgumentException("A wallet is not filled from itself.", nameof(command));
        await _state.LoadAsync();
        if (!Takes(command.Amount.Currency)) return new TopUpResult(TopUpOutcome.OtherCurrency, null, Balance());
        if (WalletBook.Find(Wallet, command.Payment.Value) is null && !IsPending(command.Payment))
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod);
            var pending = new PendingTopUp(command.Payment, command.Amount, clock.GetUtcNow() + options.Value.TopUpWindow);
            await SaveAsync(Wallet with { TopUps = [.. WalletBook.TopUpsOf(Wallet), pending] });
        }

        var id = Ids.Parse<UserId>(Customer);
        var started = await PaymentOf(command.Payment).Start(new StartPayment(new PaymentPurpose(null), id, command.Amount, command.Instrument, command.Fingerprint));
        if (started.Outcome == StartPaymentOutcome.KeyReused) return new TopUpResult(TopUpOutcome.KeyReused, null, Balance());
        var view = await TakeInAsync(command.Payment, started.Payment);
        return new TopUpResult(started.Outcome == StartPaymentOutcome.Replayed ? TopUpOutcome.Replayed : TopUpOutcome.Answered, view, Balance());
    }

    public async Task PaymentChanged(PaymentId payment)
    {
        await _state.LoadAsync();
        var view = await PaymentOf(payment).Get();
        if (IsPending(payment)) await TakeInAsync(payment, view);
        else if (view is { Kept: true } && WalletBook.Find(Wallet, payment.Value) is null) await CreditAsync(Wallet, payment, view.Amount);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await _state.LoadAsync();
        foreach (var topUp in WalletBook.TopUpsOf(Wallet))
        {
            var overdue = clock.GetUtcNow() >= topUp.Until;
            await TakeInAsync(topUp.Payment, overdue ? await PaymentOf(topUp.Payment).Abandon() : await PaymentOf(topUp.Payment).Settle());
        }

        if (WalletBook.TopUpsOf(Wallet).Length > 0) return;
        await this.EndReminderAsync(reminderName, _state, wallet => wallet is null || WalletBook.TopUpsOf(wallet).IsEmpty);
    }

    /// <summary>Moves the money of a payment that has ended, under the payment's own id, and forgets the top-up in the same write.</summary>
    private async Task<PaymentView> TakeInAsync(PaymentId payment, PaymentView? view)
    {
        // A payment that never started has no row, and the request that was to start it is gone with its caller.
        view ??= await PaymentOf(payment).Abandon();
        if (WalletBook.TopUpsOf(Wallet).FirstOrDefault(topUp => topUp.Payment == payment) is not { } pending) return view;
        if (view.Status == PaymentStatus.Authorized) view = await PaymentOf(payment).Capture();
        if (!view.Ended) return view;
        var rest = Wallet with { TopUps = WalletBook.TopUpsOf(Wallet).Remove(pending) };
        if (view.Status == PaymentStatus.Failed) await SaveAsync(rest);
        else await CreditAsync(rest, payment, pending.Amount);
        return view;
    }

    private async Task CreditAsync(WalletState wallet, PaymentId payment, Money amount)
    {
        var movement = new WalletMovement(payment.Value, amount, CounterAccounts.TopUps, payment.ToString());
        var (next, result) = WalletBook.Move(wallet, movement, clock.GetUtcNow());
        if (result.Entry is null) throw new InvalidOperationException($"Top-up {payment} was taken and cannot be credited: {result.Outcome}.");
        await SaveAsync(next, result.Entry);
    }

    private Task SaveAsync(WalletState next, WalletEntry entry)
    {
        var moved = new WalletMoved(Customer, entry.Operation, new Money(entry.Amount, next.Currency), entry.Balance, entry.Counter, entry.Reference);
        return SaveAsync(next with { Raised = [Events.Of(Topics.Payments, WalletMoved.Type, Customer, moved, entry.At)] });
    }

    private Task SaveAsync(WalletState next) => _state.SaveAsync(WalletBook.Archived(next, options.Value.RecentMovements));

    /// <summary>One currency, which pending top-ups settle as much as movements do.</summary>
    private bool Takes(string currency) =>
        (Wallet.Currency.Length == 0 || Wallet.Currency == currency) && WalletBook.TopUpsOf(Wallet).All(topUp => topUp.Amount.Currency == currency);

    private bool IsPending(PaymentId payment) => WalletBook.TopUpsOf(Wallet).Any(topUp => topUp.Payment == payment);

    private Money Balance() => new(WalletBook.BalanceOf(Wallet), Wallet.Currency.Length > 0 ? Wallet.Currency : options.Value.DefaultCurrency);

    private IPaymentGrain PaymentOf(PaymentId payment) => GrainFactory.Grain<IPaymentGrain>(payment.ToString());
}
