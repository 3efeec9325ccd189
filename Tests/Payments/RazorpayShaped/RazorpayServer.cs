using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Marquee.Tests.Payments.RazorpayShaped;

/// <summary>
/// Answers as Razorpay's API does, for what is asked of it here: orders with manual capture, UPI payments, captures, refunds, errors. It
/// keeps what it was told, so that tests can compare its books with ours.
/// </summary>
internal sealed class RazorpayServer : IAsyncDisposable
{
    public const string KeyId = "rzp_test_of_these_tests";
    public const string KeySecret = "a key secret";
    public const string WebhookSecret = "a webhook secret";

    private readonly ConcurrentDictionary<string, RazorpayOrder> _orders = new();
    private readonly WebApplication _app;
    private readonly Lock _turn = new();
    private int _number;

    private RazorpayServer(WebApplication app)
    {
        _app = app;
        app.Run(AnswerAsync);
    }

    /// <summary>Requests whose path this holds for are carried out and never answered: the connection breaks.</summary>
    public Func<string, bool> Loses { get; set; } = _ => false;

    /// <summary>What new refunds are: <c>processed</c>, <c>pending</c> or <c>failed</c>.</summary>
    public string RefundStatus { get; set; } = "processed";

    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Address => new(_app.Urls.Single());

    public IEnumerable<RazorpayOrder> Orders => _orders.Values;

    public long Kept => _orders.Values.SelectMany(order => order.Payments).Sum(payment => payment.Captured - payment.Refunded);

    public static async Task<RazorpayServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new RazorpayServer(builder.Build());
        await server._app.StartAsync();
        return server;
    }

    public RazorpayOrder Of(PaymentId payment) => _orders.Values.Single(order => order.Receipt == payment.ToString());

    /// <summary>An event about the order's payment, signed as Razorpay signs.</summary>
    public static Marquee.Payments.PaymentWebhook Webhook(RazorpayOrder order, string type, string secret = WebhookSecret)
    {
        var payment = order.Payments[^1];
        var body = JsonSerializer.SerializeToUtf8Bytes(new { entity = "event", @event = type, payload = new { payment = new { entity = payment.Json(order) } } });
        return new(body, Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        var (path, method) = (http.Request.Path.Value!, http.Request.Method);
        Requests.Enqueue($"{method} {path}");
        var body = method == "POST" ? (await JsonDocument.ParseAsync(http.Request.Body)).RootElement : default;
        var basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{KeyId}:{KeySecret}"))}";
        var (status, answer) = http.Request.Headers.Authorization == basic
            ? Carry(http.Request.Query, method, path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..], body, http.Request.Headers["X-Refund-Idempotency"].ToString())
            : (401, Error("BAD_REQUEST_ERROR", "Authentication failed"));
        if (Loses(path))
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(JsonSerializer.Serialize(answer));
    }

    private (int Status, object Answer) Carry(IQueryCollection query, string method, string[] path, JsonElement body, string key)
    {
        lock (_turn)
        {
            return (method, path) switch
            {
                ("POST", ["orders"]) => MakeOrder(body),
                ("GET", ["orders", var order, "payments"]) when _orders.TryGetValue(order, out var found) => (200, new { entity = "collection", items = found.Payments.Select(payment => payment.Json(found)) }),
                ("POST", ["payments", "create", "upi"]) => MakePayment(body),
                ("POST", ["payments", var id, "capture"]) => With(id, (order, payment) => Capture(order, payment, body)),
                ("POST", ["payments", var id, "refund"]) => With(id, (_, payment) => Refund(payment, body, key)),
                ("GET", ["payments", var id, "refunds"]) => With(id, (_, payment) => (200, new { entity = "collection", items = payment.Refunds.Select(refund => refund.Json()) })),
                ("GET", ["payments"]) => Page(query, _orders.Values.SelectMany(order => order.Payments.Select(payment => (payment.Id, payment.CreatedAt, payment.Json(order))))),
                ("GET", ["refunds"]) => Page(query, _orders.Values.SelectMany(order => order.Payments).SelectMany(payment => payment.Refunds.Select(refund => (refund.Id, refund.CreatedAt, refund.Json())))),
                _ => (400, Error("BAD_REQUEST_ERROR", "The id provided does not exist")),
            };
        }
    }

    private static (int, object) Page(IQueryCollection query, IEnumerable<(string Id, long CreatedAt, object Json)> all)
    {
        var (from, count, skip) = (Number("from"), Number("count"), Number("skip"));
        var newest = all.Where(one => one.CreatedAt >= from).OrderByDescending(one => one.Id.Length).ThenByDescending(one => one.Id, StringComparer.Ordinal);
        return (200, new { entity = "collection", items = newest.Skip(skip).Take(count).Select(one => one.Json) });

        int Number(string name) => int.Parse(query[name].ToString(), CultureInfo.InvariantCulture);
    }

    private (int, object) MakeOrder(JsonElement body)
    {
        if (body.GetProperty("payment").GetProperty("capture").GetString() != "manual") throw new InvalidOperationException("Only manual capture is asked for here.");
        var order = new RazorpayOrder(Next("order"), body.GetProperty("receipt").GetString()!, body.GetProperty("amount").GetInt64());
        _orders[order.Id] = order;
        return (200, new { id = order.Id, entity = "order", amount = order.Amount, currency = "INR", receipt = order.Receipt, status = "created" });
    }

    private (int, object) MakePayment(JsonElement body)
    {
        var order = _orders[body.GetProperty("order_id").GetString()!];
        if (body.GetProperty("amount").GetInt64() != order.Amount || body.GetProperty("upi").GetProperty("flow").GetString() != "intent"
            || body.GetProperty("email").GetString() is not { Length: > 3 } || body.GetProperty("contact").GetString() is not { Length: > 7 })
            return (400, Error("BAD_REQUEST_ERROR", "A field is missing or wrong"));
        var payment = new RazorpayPayment(Next("pay"), order.Amount) { Operation = body.GetProperty("notes").GetProperty("operation").GetString()! };
        order.Payments.Add(payment);
        var rupees = (order.Amount / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        return (200, new { razorpay_payment_id = payment.Id, link = $"upi://pay?pa=shop@rzp&pn=Shop&tr={payment.Id}&am={rupees}&cu=INR&mc=7832" });
    }

    private static (int, object) Capture(RazorpayOrder order, RazorpayPayment payment, JsonElement body)
    {
        if (payment.Status != "authorized" || body.GetProperty("amount").GetInt64() != payment.Amount) return (400, Error("BAD_REQUEST_ERROR", "Not to be captured"));
        (payment.Status, payment.Captured) = ("captured", payment.Amount);
        return (200, payment.Json(order));
    }

    private (int, object) Refund(RazorpayPayment payment, JsonElement body, string key)
    {
        if (payment.Refunds.Find(refund => refund.Key == key) is { } made) return (200, made.Json());
        var amount = body.GetProperty("amount").GetInt64();
        if (payment.Status != "captured" || amount > payment.Captured - payment.Refunded) return (400, Error("BAD_REQUEST_ERROR", "More than is left"));
        var refund = new RazorpayRefund(Next("rfnd"), amount, body.GetProperty("receipt").GetString()!, key) { Status = RefundStatus };
        payment.Refunds.Add(refund);
        return (200, refund.Json());
    }

    private (int, object) With(string id, Func<RazorpayOrder, RazorpayPayment, (int, object)> then)
    {
        foreach (var order in _orders.Values)
            if (order.Payments.Find(payment => payment.Id == id) is { } found) return then(order, found);
        return (400, Error("BAD_REQUEST_ERROR", "The id provided does not exist"));
    }

    private static object Error(string code, string description) => new { error = new { code, description } };

    private string Next(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}_{Interlocked.Increment(ref _number)}");
}

internal sealed record RazorpayOrder(string Id, string Receipt, long Amount)
{
    public List<RazorpayPayment> Payments { get; } = [];

    /// <summary>What the customer's app does.</summary>
    public void Decide(bool paid) => Payments[^1].Status = paid ? "authorized" : "failed";
}

internal sealed record RazorpayPayment(string Id, long Amount)
{
    public required string Operation { get; init; }

    public long CreatedAt { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    /// <summary>False where its notes are none of ours: then Razorpay sends an empty array.</summary>
    public bool Ours { get; set; } = true;

    public string Status { get; set; } = "created";

    public long Captured { get; set; }

    public List<RazorpayRefund> Refunds { get; } = [];

    public long Refunded => Refunds.Where(refund => refund.Status == "processed").Sum(refund => refund.Amount);

    public object Json(RazorpayOrder order) => new
    {
        id = Id, entity = "payment", amount = Amount, currency = "INR", status = Status, order_id = order.Id, method = "upi", amount_refunded = Refunded,
        captured = Status == "captured", created_at = CreatedAt, notes = Ours ? (object)new { operation = Operation } : Array.Empty<string>(),
    };
}

internal sealed record RazorpayRefund(string Id, long Amount, string Receipt, string Key)
{
    public long CreatedAt { get; set; } = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public string Status { get; set; } = "processed";

    public object Json() => new { id = Id, entity = "refund", amount = Amount, currency = "INR", created_at = CreatedAt, status = Status, receipt = Receipt };
}
