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
    IGrainContext context, IPaymentProviders providers, TimeProvider clock, IOptions<RefundOptions> refunds, RefundMetrics metrics, ILogger<PaymentGrain> log)
    : Grain, IPaymentGrain, IRemindable
{
    private readonly DurableState<PaymentState> _state = new(context, "payment");

    private PaymentId Id { get; } = Ids.Parse<PaymentId>(context.GrainId.Key.ToString()!);

    public async Task<PaymentView?> Get()
    {
        await _state.LoadAsync();
        return View();
    }

    public async Task<PaymentView?> GetOf(UserId customer)
    {
        await _state.LoadAsync();
        return _state.Value is { Instrument: not null } payment && payment.Customer == customer ? View() : null;
    }

    private IPaymentChannel Channel() => ChannelOf(_state.Value!);

    private IPaymentChannel ChannelOf(PaymentState payment) =>
        payment.Instrument!.Method == PaymentMethod.Wallet ? new WalletChannel(GrainFactory) : new ProviderChannel(providers.Named(payment.Provider));

    private PaymentView? View() => _state.Value is { } payment ? PaymentViews.Of(Id, payment) : null;

    [LoggerMessage(Level = LogLevel.Warning, Message = "The provider gave no definite answer about {Payment}; it will be asked again")]
    private static partial void LogUnknown(ILogger log, Exception failure, PaymentId payment);
}
