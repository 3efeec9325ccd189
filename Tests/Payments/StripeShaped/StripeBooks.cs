using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Marquee.Tests.Payments.StripeShaped;

/// <summary>The books of a Stripe account: each request changes them as Stripe would, or is refused with Stripe's words.</summary>
internal sealed class StripeBooks
{
    private readonly ConcurrentDictionary<string, StripeIntent> _intents = new();
    private readonly ConcurrentDictionary<string, StripeRefund> _refunds = new();
    private int _number;

    public IEnumerable<StripeIntent> Intents => _intents.Values;

    /// <summary>What new refunds are: <c>succeeded</c>, <c>pending</c> or <c>failed</c>.</summary>
    public string RefundStatus { get; set; } = "succeeded";

    public StripeIntent Of(PaymentId payment) => _intents.Values.Single(intent => intent.Metadata["operation"] == payment.ToString());

    /// <summary>What is left of everything captured.</summary>
    public long Kept => _intents.Values.Sum(intent => intent.Captured) - _refunds.Values.Where(refund => refund.Status == "succeeded").Sum(refund => refund.Amount);

    public IReadOnlyList<StripeRefund> RefundsOf(StripeIntent intent) => [.. _refunds.Values.Where(refund => refund.Intent == intent.Id)];

    public void EndRefunds(string status)
    {
        foreach (var refund in _refunds.Values) refund.Status = status;
    }

    public static string Error(string type, string code, string? declineCode = null, string? param = null) =>
        JsonSerializer.Serialize(new { error = new { type, code, decline_code = declineCode, param, message = "As the tests want it." } });

    public (int Status, string Body) Carry(string method, string[] path, Dictionary<string, string> form) => (method, path) switch
    {
        ("POST", ["payment_intents"]) => Make(form),
        ("GET", ["payment_intents", var id]) => With(id, Ok),
        ("POST", ["payment_intents", var id, "confirm"]) => With(id, intent => Confirm(intent, form["payment_method"])),
        ("POST", ["payment_intents", var id, "capture"]) => With(id, Capture),
        ("POST", ["payment_intents", var id, "cancel"]) => With(id, Cancel),
        ("POST", ["refunds"]) => With(form["payment_intent"], intent => Refund(intent, form)),
        ("GET", ["payment_intents"]) => Page("/v1/payment_intents", _intents.Values.Select(intent => (intent.Id, intent.Created, intent.Json())), form),
        ("GET", ["refunds"]) when !form.ContainsKey("payment_intent") => Page("/v1/refunds", _refunds.Values.Select(refund => (refund.Id, refund.Created, refund.Json())), form),
        ("GET", ["refunds"]) => With(form["payment_intent"], intent => (200, JsonSerializer.Serialize(new { @object = "list", has_more = false, url = "/v1/refunds", data = RefundsOf(intent).Select(refund => refund.Json()) }))),
        _ => (404, Error("invalid_request_error", "resource_missing")),
    };

    /// <summary>At most so many as are asked for, and never more than two: tests have few.</summary>
    private static (int, string) Page(string url, IEnumerable<(string Id, long Created, object Json)> all, Dictionary<string, string> form)
    {
        var since = form.TryGetValue("created[gte]", out var from) ? long.Parse(from, CultureInfo.InvariantCulture) : 0;
        var newest = all.Where(one => one.Created >= since).OrderByDescending(one => one.Id, StringComparer.Ordinal).ToList();
        if (form.TryGetValue("starting_after", out var after)) newest = [.. newest.SkipWhile(one => one.Id != after).Skip(1)];
        return (200, JsonSerializer.Serialize(new { @object = "list", has_more = newest.Count > 2, url, data = newest.Take(2).Select(one => one.Json) }));
    }

    private (int, string) Make(Dictionary<string, string> form)
    {
        if (form["capture_method"] != "manual") throw new InvalidOperationException("Only manual capture is asked for here.");
        var intent = new StripeIntent(Next("pi"), long.Parse(form["amount"], CultureInfo.InvariantCulture), form["currency"])
        {
            Metadata = form.Where(field => field.Key.StartsWith("metadata[", StringComparison.Ordinal)).ToDictionary(field => field.Key[9..^1], field => field.Value),
        };
        _intents[intent.Id] = intent;
        return Ok(intent);
    }

    private static (int, string) Confirm(StripeIntent intent, string method)
    {
        if (intent.Status != "requires_payment_method") return Unexpected();
        switch (method)
        {
            case "pm_card_visa":
                intent.Status = "requires_capture";
                return Ok(intent);
            case "pm_card_authenticationRequired":
                intent.Status = "requires_action";
                return Ok(intent);
            case "pm_card_chargeDeclined":
                intent.Error = ("card_declined", "generic_decline");
                return (402, Error("card_error", "card_declined", "generic_decline"));
            case "pm_card_chargeDeclinedInsufficientFunds":
                intent.Error = ("card_declined", "insufficient_funds");
                return (402, Error("card_error", "card_declined", "insufficient_funds"));
            default:
                return (400, Error("invalid_request_error", "resource_missing", param: "payment_method"));
        }
    }

    private static (int, string) Capture(StripeIntent intent)
    {
        if (intent.Status != "requires_capture") return Unexpected();
        (intent.Status, intent.Captured) = ("succeeded", intent.Amount);
        return Ok(intent);
    }

    private static (int, string) Cancel(StripeIntent intent)
    {
        if (intent.Status is "succeeded" or "canceled") return Unexpected();
        intent.Status = "canceled";
        return Ok(intent);
    }

    private (int, string) Refund(StripeIntent intent, Dictionary<string, string> form)
    {
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        var left = intent.Captured - RefundsOf(intent).Where(other => other.Status != "failed").Sum(other => other.Amount);
        if (amount > left) return (400, Error("invalid_request_error", left == 0 ? "charge_already_refunded" : "amount_too_large", param: "amount"));
        var refund = new StripeRefund(Next("re"), intent.Id, amount, form["metadata[refund]"]) { Status = RefundStatus };
        _refunds[refund.Id] = refund;
        return (200, JsonSerializer.Serialize(refund.Json()));
    }

    private (int, string) With(string id, Func<StripeIntent, (int, string)> then) =>
        _intents.TryGetValue(id, out var intent) ? then(intent) : (404, Error("invalid_request_error", "resource_missing"));

    private static (int, string) Ok(StripeIntent intent) => (200, JsonSerializer.Serialize(intent.Json()));

    private static (int, string) Unexpected() => (400, Error("invalid_request_error", "payment_intent_unexpected_state"));

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{Interlocked.Increment(ref _number)}");
}

internal sealed record StripeIntent(string Id, long Amount, string Currency)
{
    public required Dictionary<string, string> Metadata { get; init; }

    public long Created { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public string Status { get; set; } = "requires_payment_method";

    public long Captured { get; set; }

    public (string Code, string DeclineCode)? Error { get; set; }

    /// <summary>What the bank's page does.</summary>
    public void Decide(bool confirmed)
    {
        if (Status != "requires_action") return;
        (Status, Error) = confirmed ? ("requires_capture", Error) : ("requires_payment_method", ("payment_intent_authentication_failure", ""));
    }

    public object Json() => new
    {
        id = Id, @object = "payment_intent", created = Created, amount = Amount, amount_received = Captured, currency = Currency, status = Status, metadata = Metadata, capture_method = "manual",
        next_action = Status == "requires_action" ? new { type = "redirect_to_url", redirect_to_url = new { url = $"https://hooks.stripe.example.test/{Id}", return_url = "https://marquee.example.test/" } } : null,
        last_payment_error = Error is { } error ? new { type = "card_error", code = error.Code, decline_code = error.DeclineCode, message = "No." } : null,
    };
}

internal sealed record StripeRefund(string Id, string Intent, long Amount, string Ours)
{
    public long Created { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public string Status { get; set; } = "succeeded";

    public object Json() => new { id = Id, @object = "refund", created = Created, amount = Amount, currency = "inr", payment_intent = Intent, status = Status, metadata = new { refund = Ours } };
}
