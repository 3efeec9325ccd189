using Marquee.Payments.Domain;

namespace Marquee.Payments;

/// <summary>How the money comes in: asked for, heard of, taken or let go.</summary>
internal sealed partial class PaymentGrain
{
    public async Task<StartPaymentResult> Start(StartPayment command)
    {
        var first = First(command);
        var channel = ChannelOf(first);
        if (channel.FaultOf(first) is { } fault) first = Refused(first, fault);
        else if (channel.Announces) first = await AnnounceAsync(channel, first);
        if (!await _state.CreateAsync(first with { Raised = PaymentViews.FirstEvents(Id, first, first.StartedAt) })) return await RepeatAsync(command);
        if (PaymentSteps.Waits(first)) await HearFromAsync(made => made.ChargeAsync(Id, first));
        return new StartPaymentResult(StartPaymentOutcome.Started, View()!);
    }

    public async Task<PaymentView?> Settle()
    {
        await _state.LoadAsync();
        if (_state.Value is { } payment && !PaymentSteps.HasEnded(payment)) await HearFromAsync(channel => channel.AskAsync(Id, payment));
        return View();
    }

    public async Task<PaymentView> Abandon()
    {
        await _state.LoadAsync();
        if (_state.Value is not { } payment)
        {
            var barred = Barred();
            await _state.SaveAsync(barred with { Raised = [PaymentViews.Event(PaymentChanged.Failed, Id, barred, barred.StartedAt)] });
            return View()!;
        }

        if (PaymentSteps.Waits(payment)) await HearFromAsync(channel => channel.CancelAsync(Id, payment));
        return View()!;
    }

    public Task<PaymentView> Capture() => EndAuthorizedAsync((channel, payment) => channel.CaptureAsync(Id, payment));

    public Task<PaymentView> Void() => EndAuthorizedAsync((channel, payment) => channel.CancelAsync(Id, payment));

    private async Task<PaymentView> EndAuthorizedAsync(Func<IPaymentChannel, PaymentState, Task<ProviderPayment>> end)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } payment) throw new InvalidOperationException($"There is no payment {Id}.");
        if (payment.Status == PaymentStatus.Authorized) await HearFromAsync(channel => end(channel, payment));
        return View()!;
    }

    /// <summary>
    /// Before the first write: what is announced and not saved moves no money, so a crash in between leaves nothing behind. For the same
    /// reason an answer that got lost is a definite failure here.
    /// </summary>
    private async Task<PaymentState> AnnounceAsync(IPaymentChannel channel, PaymentState first)
    {
        await _state.LoadAsync();
        if (_state.Value is not null) return first;
        try
        {
            return first with { Reference = await channel.AnnounceAsync(Id, first) };
        }
        catch (PaymentProviderUnknownException unknown)
        {
            LogUnknown(log, unknown, Id);
            return Refused(first, new PaymentFailure("provider-unavailable", "The payment provider did not take the request. Nothing was charged."));
        }
    }

    private async Task<StartPaymentResult> RepeatAsync(StartPayment command)
    {
        if (_state.Value!.Purpose is not null && _state.Value.Fingerprint != command.Fingerprint)
            return new StartPaymentResult(StartPaymentOutcome.KeyReused, View()!);
        if (_state.Value is { } payment && !PaymentSteps.HasEnded(payment)) await HearFromAsync(channel => channel.TakeUpAsync(Id, payment));
        return new StartPaymentResult(StartPaymentOutcome.Replayed, View()!);
    }

    /// <summary>Asks and saves the answer. Where none comes the payment stays as it is, and somebody asks again.</summary>
    private async Task HearFromAsync(Func<IPaymentChannel, Task<ProviderPayment>> ask)
    {
        ProviderPayment word;
        try
        {
            word = await ask(Channel());
            // Set aside for a payment that had failed: nobody waits for it, so it is let go.
            if (word.Status == PaymentStatus.Authorized && PaymentSteps.HasEnded(_state.Value!)) word = await Channel().CancelAsync(Id, _state.Value!);
        }
        catch (PaymentProviderUnknownException unknown)
        {
            await NoteUnknownAsync(unknown);
            return;
        }

        var now = clock.GetUtcNow();
        var next = PaymentSteps.Hear(_state.Value!, word, now);
        if (next == _state.Value) return;
        await _state.SaveAsync(next with { Raised = PaymentViews.HeardEvents(Id, _state.Value!, next, now) });
    }

    /// <summary>Saved, so that somebody who looks into it later sees how often it was tried.</summary>
    private Task NoteUnknownAsync(PaymentProviderUnknownException unknown)
    {
        LogUnknown(log, unknown, Id);
        var next = _state.Value! with { Unanswered = _state.Value.Unanswered + 1 };
        return _state.SaveAsync(next with { Raised = [PaymentViews.Event(PaymentChanged.NotAnswered, Id, next, clock.GetUtcNow())] });
    }

    private PaymentState First(StartPayment command) => new()
    {
        Purpose = command.Purpose,
        Customer = command.Customer,
        Amount = command.Amount,
        Instrument = command.Instrument,
        Fingerprint = command.Fingerprint,
        StartedAt = clock.GetUtcNow(),
        Provider = command.Instrument.Method == PaymentMethod.Wallet ? null : providers.NameFor(command.Instrument.Method),
    };

    private PaymentState Refused(PaymentState first, PaymentFailure why) =>
        first with { Status = PaymentStatus.Failed, Failure = why, EndedAt = clock.GetUtcNow() };

    private PaymentState Barred() => new()
    {
        Status = PaymentStatus.Failed,
        Amount = Money.Zero(""),
        Failure = new PaymentFailure("abandoned", "The payment was given up before it was started."),
        StartedAt = clock.GetUtcNow(),
        EndedAt = clock.GetUtcNow(),
    };
}
