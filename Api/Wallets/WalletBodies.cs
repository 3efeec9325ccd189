using System.Text.Json.Serialization;
using Marquee.Api.Http;
using Marquee.Api.Payments;
using Marquee.Payments;
using Marquee.Wallets;

namespace Marquee.Api.Wallets;

/// <param name="Entries">Newest first.</param>
internal sealed record WalletBody(
    Money Balance,
    IReadOnlyList<WalletEntryBody> Entries,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? NextCursor);

/// <param name="Balance">After this entry.</param>
/// <param name="Account">The account on the other side.</param>
internal sealed record WalletEntryBody(string Id, Money Amount, Money Balance, string Account, string Reference, DateTimeOffset At)
{
    public static WalletEntryBody Of(WalletEntry entry, string currency) => new(
        entry.Operation.ToString("N"), new(entry.Amount, currency), new(entry.Balance, currency), entry.Counter, entry.Reference, entry.At);
}

/// <summary>A payment into the wallet, and what the wallet holds now.</summary>
internal sealed record TopUpBody(
    string Id, PaymentStatus Status, PaymentMethod Method, Money Amount, NextActionBody? NextAction, Money Balance)
{
    public static TopUpBody Of(PaymentView payment, Money balance)
    {
        var body = PaymentBody.Of(payment);
        return new TopUpBody(body.Id, body.Status, body.Method, body.Amount, body.NextAction, balance);
    }
}

/// <param name="Card">The card to take the money from; without one the sandbox's good card.</param>
internal sealed record TopUpRequest(
    Money? Amount,
    string? Method,
    CardRequest? Card,
    // Left out where it is null: keys of the time before UPI stay good.
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] UpiRequest? Upi)
{
    private const long Most = 100_000_000;
    private const string SandboxCard = "tok_success";

    public TopUpWallet Command(PaymentId payment, Fingerprint fingerprint, Validation checks)
    {
        var amount = checks.Required("amount", Amount);
        if (Amount is not null)
        {
            checks.Check(amount.Amount is > 0 and <= Most, "amount.amount", $"amount must be 1 to {Most} minor units.");
            checks.Check(Currencies.IsCode(amount.Currency), "amount.currency", "currency must be an ISO 4217 code such as INR.");
        }

        checks.Check(Method != "upi" || Amount?.Currency is "INR", "amount.currency", "UPI pays in INR alone.");
        var card = Method == "card" ? Card ?? new CardRequest(SandboxCard) : Card;
        return new TopUpWallet(payment, amount, PaymentRequest.OfProvider(Method, card, Upi, checks, "card or upi"), fingerprint);
    }
}
