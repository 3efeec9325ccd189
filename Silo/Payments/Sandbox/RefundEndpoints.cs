using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Silo.Payments.Sandbox;

internal static class RefundEndpoints
{
    public static void MapRefunds(this IEndpointRouteBuilder routes)
    {
        var refunds = routes.MapGroup("/refunds");
        refunds.MapPost("/", CreateAsync);
        refunds.MapGet("/{refund}", GetAsync);
    }

    private static async Task<Results<Ok<RefundAnswer>, ProblemHttpResult>> CreateAsync(
        RefundRequest request, RefundJournal journal, FaultSwitches switches, CancellationToken cancellation)
    {
        if (!SandboxFields.AreValid(request)) return SandboxAnswers.Invalid();
        if (switches.Now.RefuseRefunds && await journal.FindAsync(request.Refund, cancellation) is null) return TypedResults.Ok(RefundRules.Refuse(request));
        var refund = await journal.RecordAsync(request, cancellation);
        return refund.Operation == request.Operation && refund.Amount == request.Amount ? TypedResults.Ok(refund) : SandboxAnswers.Reused();
    }

    private static async Task<Results<Ok<RefundAnswer>, ProblemHttpResult>> GetAsync(
        string refund, RefundJournal journal, CancellationToken cancellation) =>
        SandboxFields.IsId(refund) && await journal.FindAsync(refund, cancellation) is { } found
            ? TypedResults.Ok(found)
            : SandboxAnswers.Unknown();
}
