using Marquee.Payments;

namespace Marquee.Tests.Simulation;

/// <summary>
/// A payment provider with a journal of its own. Answers get lost, charges stay open and end later, refunds are refused for a while. One
/// operation id has one effect.
/// </summary>
internal sealed class SimulatedProvider(World world) : IPaymentProviders, IPaymentProvider
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Dictionary<PaymentId, Charge> _journal = [];
    private readonly Dictionary<RefundId, (PaymentId Charge, long Amount)> _refunds = [];

    public Weather Weather { get; set; } = Weather.Calm;

    /// <summary>Off, a request that is repeated is carried out again: a guard that a test takes away.</summary>
    public bool KnowsRepeats { get; set; } = true;

    /// <summary>Off, canceling what never arrived does not keep it from arriving: a guard that a test takes away.</summary>
    public bool Bars { get; set; } = true;

    /// <summary>Tells the product, as a webhook does: it may come late, twice or never.</summary>
    public Action<PaymentId>? Tells { get; set; }

    public ProviderAbilities Abilities { get; } = new([PaymentMethod.Card], []);

    /// <summary>What the journal says: captured, less what was refunded.</summary>
    public IEnumerable<(PaymentId Id, Charge Charge, long Refunded)> Journal =>
        _journal.Select(charge => (charge.Key, charge.Value, _refunds.Values.Where(refund => refund.Charge == charge.Key).Sum(refund => refund.Amount)));

    public IReadOnlyDictionary<string, IPaymentProvider> All => new Dictionary<string, IPaymentProvider> { [NameFor(PaymentMethod.Card)] = this };

    public IPaymentProvider Named(string? name) => this;

    public string NameFor(PaymentMethod method) => "simulated";

    public Charge? Find(PaymentId id) => _journal.GetValueOrDefault(id);

    public Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation) => CallAsync(() =>
    {
        var id = charge.Operation.Id;
        if (_journal.TryGetValue(id, out var known) && KnowsRepeats) return WordOn(id);
        _journal[id] = new Charge(charge.Operation.Amount.Amount, PaymentStatus.Processing, known?.Captures + 1 ?? 0);
        switch (world.Chance.Next(10))
        {
            case < 5:
                Settle(id, PaymentStatus.Succeeded);
                break;
            case < 7:
                Settle(id, PaymentStatus.Failed);
                break;
            case 7:
                // Never settles by itself: whoever waits must end it.
                break;
            default:
                world.In(TimeSpan.FromSeconds(world.Chance.Next(1, 200)), () => Settle(id, world.Chance.Next(3) == 0 ? PaymentStatus.Failed : PaymentStatus.Succeeded));
                break;
        }

        return WordOn(id);
    });

    public Task<ProviderPayment?> LookUpAsync(ProviderOperation operation, CancellationToken cancellation) =>
        CallAsync(() => _journal.ContainsKey(operation.Id) ? WordOn(operation.Id) : null);

    public Task<ProviderPayment> CancelAsync(ProviderOperation operation, CancellationToken cancellation) => CallAsync(() =>
    {
        if (!_journal.TryGetValue(operation.Id, out var known))
        {
            if (Bars) _journal[operation.Id] = new Charge(0, PaymentStatus.Failed, 0);
            return new ProviderPayment(PaymentStatus.Failed, Failure: new PaymentFailure("abandoned", "Never arrived."));
        }

        if (known.Status == PaymentStatus.Processing) _journal[operation.Id] = known with { Status = PaymentStatus.Failed };
        return WordOn(operation.Id);
    });

    public Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation) => CallAsync(() =>
    {
        if (world.Happens(Weather.SilentProvider)) return RefundStatus.Pending;
        if (!_refunds.TryAdd(refund.Refund, (refund.Operation.Id, refund.Amount.Amount)) && !KnowsRepeats)
            _refunds[Ids.New<RefundId>(world.Clock)] = (refund.Operation.Id, refund.Amount.Amount);
        return RefundStatus.Succeeded;
    });

    private void Settle(PaymentId id, PaymentStatus status)
    {
        if (_journal[id].Status != PaymentStatus.Processing) return;
        _journal[id] = _journal[id] with { Status = status };
        world.Tell($"provider: {id} {status}");
        for (var times = world.Chance.Next(3); times > 0; times--) world.In(TimeSpan.FromMilliseconds(world.Chance.Next(1, 20_000)), () => Tells?.Invoke(id));
    }

    private ProviderPayment WordOn(PaymentId id) => new(
        _journal[id].Status, Failure: _journal[id].Status == PaymentStatus.Failed ? new PaymentFailure("declined", "Declined.") : null);

    /// <summary>A request on its way arrives even when whoever sent it is dead; and either it or its answer may get lost.</summary>
    private async Task<T> CallAsync<T>(Func<T> carryOut)
    {
        var answer = new TaskCompletionSource<T>();
        var (arrives, answers) = (!world.Happens(Weather.SilentProvider / 2), !world.Happens(Weather.SilentProvider / 2));
        world.In(world.Latency() + (world.Happens(Weather.SilentProvider) ? world.Latency() * 3 : TimeSpan.Zero), () =>
        {
            var result = arrives ? carryOut() : default;
            if (arrives && answers) world.In(world.Latency(), () => answer.TrySetResult(result!));
        });
        world.In(Patience, () => answer.TrySetException(new PaymentProviderUnknownException("No answer came.")));
        return await answer.Task;
    }
}

/// <param name="Amount">Minor units; what was to be taken.</param>
/// <param name="Captures">How often beyond the first it was carried out.</param>
internal sealed record Charge(long Amount, PaymentStatus Status, int Captures)
{
    public long Captured => Status == PaymentStatus.Succeeded ? Amount * (Captures + 1) : 0;
}
