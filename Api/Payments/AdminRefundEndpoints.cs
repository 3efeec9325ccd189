using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Payments;

/// <summary>Refunds, above all those that went wrong so often that somebody must see to them.</summary>
internal static class AdminRefundEndpoints
{
    private const int LongestNote = 500;

    public static void MapAdminRefunds(this RouteGroupBuilder admin)
    {
        var refunds = admin.MapGroup("/refunds").WithTags("Refunds");
        refunds.MapGet("", List).WithName("ListRefunds");
        refunds.MapGet("/{id}", Get).WithName("GetRefund");
        refunds.MapPost("/{id}/retry", Retry).WithName("RetryRefund");
        refunds.MapPost("/{id}/settlement", Settle).WithName("SettleRefund");
    }

    private static async Task<Results<Ok<Page<AdminRefundBody>>, ProblemHttpResult>> List(string? status, PageRequest page, IGrainFactory grains)
    {
        var checks = new Validation();
        var wanted = AdminRefundBody.StatusOf(status, checks);
        if (checks.Failed) return checks.Problem();
        var found = await grains.GetGrain<IRefundQueries>(0).List(wanted, page.Limit, page.After);
        return TypedResults.Ok(new Page<AdminRefundBody>([.. found.Items.Select(AdminRefundBody.Of)], PageRequest.EncodeOptional(found.Next)));
    }

    private static async Task<Results<Ok<AdminRefundBody>, ProblemHttpResult>> Get(string id, IGrainFactory grains) =>
        await FindAsync(id, grains) is { } refund ? TypedResults.Ok(AdminRefundBody.Of(refund)) : Problems.NotFound("refund");

    private static async Task<Results<Ok<AdminRefundBody>, ProblemHttpResult>> Retry(string id, IGrainFactory grains)
    {
        if (await FindAsync(id, grains) is not { } refund) return Problems.NotFound("refund");
        return await AnswerAsync(refund, await grains.Grain<IPaymentGrain>(refund.Payment.ToString()).RetryRefund(refund.Id), grains);
    }

    private static async Task<Results<Ok<AdminRefundBody>, ProblemHttpResult>> Settle(
        string id, SettlementRequest request, ClaimsPrincipal user, IGrainFactory grains)
    {
        var checks = new Validation();
        var note = checks.Text("note", request.Note, LongestNote);
        if (checks.Failed) return checks.Problem();
        if (await FindAsync(id, grains) is not { } refund) return Problems.NotFound("refund");
        return await AnswerAsync(refund, await grains.Grain<IPaymentGrain>(refund.Payment.ToString()).SettleRefund(refund.Id, note, user.UserId()), grains, note);
    }

    private static async Task<Results<Ok<AdminRefundBody>, ProblemHttpResult>> AnswerAsync(
        RefundSummary before, StuckRefundResult result, IGrainFactory grains, string? note = null)
    {
        if (result.Outcome == StuckRefundOutcome.NotFound) return Problems.NotFound("refund");
        if (result.Outcome == StuckRefundOutcome.NotStuck)
            return Problems.Of(StatusCodes.Status409Conflict, "refund-not-stuck", "This refund needs nobody: it is still being tried, or the money is back.");
        // The list may be a moment behind; the payment is not.
        var after = await grains.GetGrain<IRefundQueries>(0).Find(before.Id) ?? before;
        return TypedResults.Ok(AdminRefundBody.Of(after with { Status = result.Refund!.Status, Note = after.Note ?? note }));
    }

    private static async Task<RefundSummary?> FindAsync(string id, IGrainFactory grains) =>
        Ids.TryParse<RefundId>(id, out var refund) ? await grains.GetGrain<IRefundQueries>(0).Find(refund) : null;
}

/// <param name="Note">How the money was paid.</param>
internal sealed record SettlementRequest(string? Note);
