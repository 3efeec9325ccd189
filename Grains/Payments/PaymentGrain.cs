using Marquee.Bookings;
using Marquee.Payments.Domain;
using Marquee.Storage;
using Marquee.Wallets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Marquee.Payments;

/// <summary>
/// Saves the operation before anybody is asked for money, so that whatever happens next can be found out by asking again. Two writes a
/// payment: one before, one with the answer.
/// </summary>
[GrainType("payment"), CollectionAgeLimit(Minutes = 2)]
internal sealed partial class PaymentGrain(
    IGrainContext context, IPaymentProvider provider, TimeProvider clock, IOptions<RefundOptions> refunds, RefundMetrics metrics, ILogger<PaymentGrain> log)
    : Grain, IPaymentGrain, IRemindable
{
    private readonly DurableState<PaymentState> _state = new(context, "payment");

    private PaymentId Id => Ids.Parse<PaymentId>(this.GetPrimaryKeyString());

    public async Task<StartPaymentResult> Start(StartPayment command)
    {
        var first = First(command);
        if (!await _state.CreateAsync(first)) return await RepeatAsync(command);
        await HearFromAsync(channel => channel.ChargeAsync(Id, first));
        return new StartPaymentResult(StartPaymentOutcome.Started, View()!);
    }

    public async Task<PaymentView?> Get()
    {
        await _state.LoadAsync();
        return View();
    }

    public async Task<PaymentView?> Settle()
    {
        await _state.LoadAsync();
        if (_state.Value is { } payment && !PaymentSteps.HasEnded(payment)) await HearFromAsync(channel => channel.AskAsync(Id, payment));
        return View();
    }

    public async Task Refresh()
    {
        if (await Settle() is { Ended: true }) await TellOwnerAsync();
    }

    public async Task<PaymentView> Abandon()
    {
        await _state.LoadAsync();
        if (_state.Value is not { } payment)
        {
            await _state.SaveAsync(Barred());
            return View()!;
        }

        if (!PaymentSteps.HasEnded(payment)) await HearFromAsync(channel => channel.CancelAsync(Id, payment));
        return View()!;
    }

    private async Task<StartPaymentResult> RepeatAsync(StartPayment command)
    {
        if (_state.Value!.Purpose is not null && _state.Value.Fingerprint != command.Fingerprint)
            return new StartPaymentResult(StartPaymentOutcome.KeyReused, View()!);
        await Settle();
        return new StartPaymentResult(StartPaymentOutcome.Replayed, View()!);
    }

    /// <summary>Asks and saves the answer. Where none comes the payment stays as it is, and somebody asks again.</summary>
    private async Task HearFromAsync(Func<IPaymentChannel, Task<ProviderPayment>> ask)
    {
        ProviderPayment word;
        try
        {
            word = await ask(Channel());
        }
        catch (PaymentProviderUnknownException unknown)
        {
            LogUnknown(log, unknown, Id);
            return;
        }

        var now = clock.GetUtcNow();
        var next = PaymentSteps.Hear(_state.Value!, word, now);
        if (next == _state.Value) return;
        await _state.SaveAsync(next with { Raised = next.Status == PaymentStatus.Succeeded ? [PaymentViews.CapturedEvent(Id, next, now)] : [] });
    }

    private async Task TellOwnerAsync()
    {
        // The owner asks back before it acts; without this it would wait for the call that waits for it.
        using var scope = RequestContext.AllowCallChainReentrancy();
        if (_state.Value is not { Purpose: { } purpose } payment) return;
        if (purpose.Booking is { } booking) await GrainFactory.Grain<IBookingGrain>(booking.ToString()).PaymentChanged(Id);
        else await GrainFactory.Grain<IWalletGrain>(payment.Customer.ToString()).PaymentChanged(Id);
    }

    private IPaymentChannel Channel() =>
        _state.Value!.Instrument!.Method == PaymentMethod.Wallet ? new WalletChannel(GrainFactory) : new ProviderChannel(provider);

    private PaymentState First(StartPayment command) => new()
    {
        Purpose = command.Purpose,
        Customer = command.Customer,
        Amount = command.Amount,
        Instrument = command.Instrument,
        Fingerprint = command.Fingerprint,
        StartedAt = clock.GetUtcNow(),
    };

    private PaymentState Barred() => new()
    {
        Status = PaymentStatus.Failed,
        Amount = Money.Zero(""),
        Failure = new PaymentFailure("abandoned", "The payment was given up before it was started."),
        StartedAt = clock.GetUtcNow(),
        EndedAt = clock.GetUtcNow(),
    };

    private PaymentView? View() => _state.Value is { } payment ? PaymentViews.Of(Id, payment) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider gave no definite answer about {Payment}; it will be asked again")]
    private static partial void LogUnknown(ILogger log, Exception failure, PaymentId payment);
}
