using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Marquee.Payments;
using Marquee.Silo.Payments.Sandbox;

namespace Marquee.Silo.Payments;

/// <summary>Takes money through the sandbox provider, over HTTP.</summary>
internal sealed class SandboxPaymentProvider(HttpClient http) : IPaymentProvider
{
    /// <summary>Name of the provider and of its HTTP client.</summary>
    public const string Name = "sandbox";

    public ProviderAbilities Abilities { get; } =
        new([PaymentMethod.Card, PaymentMethod.Upi], [UpiFlow.Intent, UpiFlow.Qr, UpiFlow.Collect], Lists: true);

    public async Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation)
    {
        var operation = charge.Operation.Id.ToString();
        var (upi, amount) = (charge.Instrument.Upi, charge.Operation.Amount);
        var body = new ChargeRequest(
            operation, amount.Amount, amount.Currency, charge.Instrument.Token, charge.Description,
            upi is null ? null : new UpiRequest(WordFor(upi.Flow), upi.Vpa));
        var answer = await SendAsync(HttpMethod.Post, "charges", body, cancellation);
        if (answer.IsRefusal) return new(PaymentStatus.Failed, Failure: new(answer.Code!, "The payment provider refused the request."));
        return Understand(operation, answer.Read<ChargeAnswer>());
    }

    public async Task<ProviderPayment?> LookUpAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Get, $"charges/{operation.Id}", null, cancellation);
        // The code too, for any misrouted request gives a 404: taking that for "never heard of it" would lose money.
        if (answer is { Status: HttpStatusCode.NotFound, Code: SandboxProblem.OperationUnknown }) return null;
        return Understand(operation.Id.ToString(), answer.Read<ChargeAnswer>());
    }

    public async Task<ProviderPayment> CancelAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        var answer = await SendAsync(HttpMethod.Post, $"charges/{operation.Id}/cancel", null, cancellation);
        return Understand(operation.Id.ToString(), answer.Read<ChargeAnswer>());
    }

    public async Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation)
    {
        var body = new RefundRequest(refund.Refund.ToString(), refund.Operation.Id.ToString(), refund.Amount.Amount);
        var answer = await SendAsync(HttpMethod.Post, "refunds", body, cancellation);
        if (answer.IsRefusal) return RefundStatus.Refused;
        var result = answer.Read<RefundAnswer>();
        if (result.Refund != body.Refund) throw new PaymentProviderUnknownException("The payment provider answered for another refund.");
        return result.Status switch
        {
            RefundOutcome.Succeeded => RefundStatus.Succeeded,
            RefundOutcome.Refused => RefundStatus.Refused,
            // The customer is still owed the money.
            RefundOutcome.Failed => RefundStatus.Pending,
            _ => throw new PaymentProviderUnknownException($"The payment provider calls a refund '{result.Status}'."),
        };
    }

    public async IAsyncEnumerable<ProviderEntry> ListAsync(
        ProviderEntryKind kind, DateTimeOffset? since, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var path = kind == ProviderEntryKind.Charge ? "journal/charges" : "journal/refunds";
        var from = since is { } time ? Uri.EscapeDataString(time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)) : "";
        IReadOnlyList<JournalEntry> page;
        var after = "";
        do
        {
            page = (await SendAsync(HttpMethod.Get, $"{path}?after={after}&since={from}", null, cancellation)).Read<JournalPage>().Items;
            foreach (var entry in page) yield return new ProviderEntry(entry.Id, entry.Id, new Money(entry.Amount, entry.Currency), entry.At);
            if (page.Count > 0) after = Uri.EscapeDataString(page[^1].Id);
        }
        while (page.Count > 0);
    }

    private async Task<SandboxAnswer> SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = JsonContent.Create(body, body.GetType());
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            return new(response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            throw new PaymentProviderUnknownException("The payment provider did not answer.", failure);
        }
    }

    private static string WordFor(UpiFlow flow) => flow switch
    {
        UpiFlow.Intent => UpiFlows.Intent,
        UpiFlow.Qr => UpiFlows.Qr,
        _ => UpiFlows.Collect,
    };

    private static ProviderPayment Understand(string operation, ChargeAnswer charge)
    {
        if (charge.Operation != operation) throw new PaymentProviderUnknownException("The payment provider answered for another operation.");
        return charge switch
        {
            { Status: ChargeStatus.Captured } => new(PaymentStatus.Succeeded),
            { Status: ChargeStatus.RequiresAction, NextAction: { } action } when PaymentUrls.CanBeOpened(action.Url) =>
                new(PaymentStatus.RequiresAction, new NextAction(action.Kind, action.Url, action.Page)),
            { Status: ChargeStatus.Failed or ChargeStatus.Canceled, Failure: { } failure } =>
                new(PaymentStatus.Failed, Failure: new(failure.Code, failure.Message)),
            _ => throw new PaymentProviderUnknownException($"The payment provider calls a charge '{charge.Status}'."),
        };
    }
}
