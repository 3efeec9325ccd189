using System.Globalization;
using Marquee.Payments;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Razorpay;

/// <summary>
/// Takes UPI through Razorpay. A payment is an order with manual capture: made when it is announced; a charge asks for the link by which a
/// customer may pay it. Money moves only by that link, so a charge whose answer got lost can never be paid. Razorpay cannot cancel an order,
/// but what is not captured goes back to its customer by itself: canceling is the promise never to capture.
/// </summary>
internal sealed partial class RazorpayPaymentProvider(RazorpayClient client, IOptions<RazorpayOptions> options) : IPaymentProvider
{
    /// <summary>Name of the provider and of its HTTP client.</summary>
    public const string Name = "razorpay";

    /// <summary>Under which name orders, payments and refunds keep our operation id.</summary>
    public const string Operation = "operation";

    private const int MinutesUncaptured = 720;

    public ProviderAbilities Abilities { get; } =
        new([PaymentMethod.Upi], [UpiFlow.Intent, UpiFlow.Qr], Announces: true, CapturesApart: true, Lists: true);

    public async Task<string> AnnounceAsync(ProviderCharge charge, CancellationToken cancellation)
    {
        var (id, amount) = (charge.Operation.Id.ToString(), charge.Operation.Amount);
        var capture = new CaptureRule("manual", new CaptureOptions(MinutesUncaptured, "normal"));
        var order = await client.PostAsync<Order>("orders", new OrderRequest(amount.Amount, amount.Currency, id, NotesOf(charge.Operation), capture), cancellation);
        if (order is null || order.Receipt != id) throw new PaymentProviderUnknownException("Razorpay did not make the order.");
        return order.Id;
    }

    public async Task<ProviderPayment> ChargeAsync(ProviderCharge charge, CancellationToken cancellation)
    {
        var (operation, shop) = (charge.Operation, options.Value);
        var body = new UpiPaymentRequest(
            operation.Amount.Amount, operation.Amount.Currency, operation.Reference!, shop.Email, shop.Contact, "upi", charge.Description,
            NotesOf(operation), new UpiChoice("intent"));
        var answer = await client.PostAsync<UpiPaymentAnswer>("payments/create/upi", body, cancellation);
        if (answer is null) return Failed("refused", "The payment provider refused the request.");
        if (!PaymentUrls.IsUpi(answer.Link)) throw new PaymentProviderUnknownException("Razorpay gave no link to pay by.");
        var kind = charge.Instrument.Upi?.Flow == UpiFlow.Qr ? NextActions.UpiQr : NextActions.UpiIntent;
        return new(PaymentStatus.RequiresAction, new NextAction(kind, answer.Link));
    }

    public async Task<ProviderPayment?> LookUpAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        var payments = await PaymentsOfAsync(operation, cancellation);
        if (payments.Any(IsTaken)) return new(PaymentStatus.Succeeded);
        if (payments.Any(IsAside)) return new(PaymentStatus.Authorized);
        if (payments.Any(payment => payment.Status == "created")) return new(PaymentStatus.Processing);
        return payments.Count == 0 ? null : Failed("declined", "The payment failed in the UPI app.");
    }

    public async Task<ProviderPayment> CaptureAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        var payments = await PaymentsOfAsync(operation, cancellation);
        if (payments.Any(IsTaken)) return new(PaymentStatus.Succeeded);
        if (payments.FirstOrDefault(IsAside) is not { } aside) return Failed("expired", "The money had gone back before it was taken.");
        var captured = await client.PostAsync<Payment>($"payments/{aside.Id}/capture", new CaptureRequest(operation.Amount.Amount, operation.Amount.Currency), cancellation);
        // Refused because it was captured before, or is past its time: the next look tells which.
        return captured is { Status: "captured" } ? new(PaymentStatus.Succeeded) : new(PaymentStatus.Processing);
    }

    public async Task<ProviderPayment> CancelAsync(ProviderOperation operation, CancellationToken cancellation) =>
        (await PaymentsOfAsync(operation, cancellation)).Any(IsTaken) ? new(PaymentStatus.Succeeded) : Failed("abandoned", "The payment was canceled.");

    public async Task<RefundStatus> RefundAsync(ProviderRefund refund, CancellationToken cancellation)
    {
        var taken = (await PaymentsOfAsync(refund.Operation, cancellation)).FirstOrDefault(IsTaken);
        if (taken is null) return RefundStatus.Refused;
        var id = refund.Refund.ToString();
        var known = await client.GetAsync<Page<Refund>>($"payments/{taken.Id}/refunds?count=100", cancellation);
        var made = (known ?? throw new PaymentProviderUnknownException("Razorpay does not tell the refunds.")).Items.Where(one => one.Receipt == id).ToList();
        if (made.Any(one => one.Status == "processed")) return RefundStatus.Succeeded;
        if (made.Any(one => one.Status == "pending")) return RefundStatus.Pending;
        if (refund.Amount.Amount > taken.Amount - taken.AmountRefunded) return RefundStatus.Refused;

        // One that failed is over at Razorpay; the next try is another one.
        var key = string.Create(CultureInfo.InvariantCulture, $"{id}-{made.Count}");
        var answer = await client.PostAsync<Refund>($"payments/{taken.Id}/refund", new RefundRequest(refund.Amount.Amount, id, NotesOf(refund.Operation)), key, cancellation);
        return answer is { Status: "processed" } ? RefundStatus.Succeeded : RefundStatus.Pending;
    }

    private async Task<IReadOnlyList<Payment>> PaymentsOfAsync(ProviderOperation operation, CancellationToken cancellation)
    {
        if (operation.Reference is not { } order) return [];
        var payments = await client.GetAsync<Page<Payment>>($"orders/{order}/payments", cancellation);
        return payments?.Items ?? throw new PaymentProviderUnknownException($"Razorpay does not know {order}.");
    }

    private static bool IsTaken(Payment payment) => payment.Status is "captured" or "refunded";

    private static bool IsAside(Payment payment) => payment.Status == "authorized";

    private static Dictionary<string, string> NotesOf(ProviderOperation operation) => new() { [Operation] = operation.Id.ToString() };

    private static ProviderPayment Failed(string code, string message) => new(PaymentStatus.Failed, Failure: new(code, message));
}
