using System.Security.Claims;
using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Api.Payments;
using Marquee.Payments;
using Marquee.Wallets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Wallets;

internal static class WalletEndpoints
{
    public static void MapWallet(this RouteGroupBuilder v1)
    {
        var wallet = v1.MapGroup("/me/wallet").WithTags("Wallet").RequireAuthorization();
        wallet.MapGet("", Get).WithName("GetWallet");
        wallet.MapPost("/top-ups", TopUp).WithName("TopUpWallet").ProducesProblem(StatusCodes.Status402PaymentRequired);
    }

    private static async Task<Ok<WalletBody>> Get(PageRequest page, ClaimsPrincipal user, IGrainFactory grains)
    {
        var wallet = await grains.Grain<IWalletGrain>(user.UserId().ToString()).Get();
        var rest = wallet.Entries.AsEnumerable();
        if (page.After is { } after) rest = rest.SkipWhile(entry => entry.Operation.ToString("N") != after).Skip(1);
        var entries = rest.Take(page.Limit + 1).ToList();
        var next = entries.Count > page.Limit ? PageRequest.Encode(entries[page.Limit - 1].Operation.ToString("N")) : null;
        return TypedResults.Ok(new WalletBody(
            wallet.Balance, [.. entries.Take(page.Limit).Select(entry => WalletEntryBody.Of(entry, wallet.Balance.Currency))], next));
    }

    private static async Task<Results<Created<TopUpBody>, ProblemHttpResult>> TopUp(
        TopUpRequest request, IdempotencyKey key, ClaimsPrincipal user, HttpContext http, IGrainFactory grains)
    {
        var checks = new Validation();
        var customer = user.UserId();
        var payment = Ids.Derive<PaymentId>(customer.ToString(), "top-ups", key.Value);
        var command = request.Command(payment, IdempotencyKey.FingerprintOf("top-ups", request), checks);
        if (checks.Failed) return checks.Problem();

        var result = await grains.Grain<IWalletGrain>(customer.ToString()).TopUp(command);
        switch (result.Outcome)
        {
            case TopUpOutcome.KeyReused:
                return Problems.KeyReused();
            case TopUpOutcome.OtherCurrency:
                checks.Add("amount.currency", "The wallet is in another currency.");
                return checks.Problem();
            case TopUpOutcome.Replayed:
                IdempotencyKey.MarkReplayed(http);
                break;
            default:
                break;
        }

        if (result.Payment!.Status == PaymentStatus.Failed) return BookingProblems.Declined(result.Payment);
        return TypedResults.Created("/v1/me/wallet", TopUpBody.Of(result.Payment, result.Balance));
    }
}
