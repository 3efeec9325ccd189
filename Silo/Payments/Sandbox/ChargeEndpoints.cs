using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Payments.Sandbox;

internal static class ChargeEndpoints
{
    public static void MapCharges(this IEndpointRouteBuilder routes)
    {
        var charges = routes.MapGroup("/charges");
        charges.MapPost("/", CreateAsync);
        charges.MapGet("/{operation}", GetAsync);
        charges.MapPost("/{operation}/cancel", CancelAsync);
    }

    private static async Task<Results<Ok<ChargeAnswer>, ProblemHttpResult, Unanswered>> CreateAsync(
        ChargeRequest request,
        ChargeJournal journal,
        IOptions<SandboxServiceOptions> options,
        FaultSwitches switches,
        TimeProvider clock,
        IHostApplicationLifetime host,
        CancellationToken cancellation)
    {
        if (!SandboxFields.AreValid(request)) return SandboxAnswers.Invalid();
        var behavior = TokenTable.Of(request);
        var (charge, first) = await journal.RecordAsync(request, behavior, options.Value.LateWebhook, cancellation);
        if (!charge.Fits(request)) return SandboxAnswers.Reused();
        var faults = switches.Now;
        if (first && !behavior.Answered) return new Unanswered(options.Value.Silence, clock, host.ApplicationStopping);
        if (first && faults.ResetAfterCharge) return new Unanswered(TimeSpan.Zero, clock, host.ApplicationStopping);
        if (faults.Delay > TimeSpan.Zero) await Task.Delay(faults.Delay, clock, cancellation);
        if (first && faults.FailAfterCapture && charge.Status == ChargeStatus.Captured) return SandboxAnswers.OutOfOrder();
        return TypedResults.Ok(charge.Answer(options.Value));
    }

    private static async Task<Results<Ok<ChargeAnswer>, ProblemHttpResult>> GetAsync(
        string operation, ChargeJournal journal, IOptions<SandboxServiceOptions> options, CancellationToken cancellation) =>
        SandboxFields.IsId(operation) && await journal.FindAsync(operation, cancellation) is { } charge
            ? TypedResults.Ok(charge.Answer(options.Value))
            : SandboxAnswers.Unknown();

    private static async Task<Results<Ok<ChargeAnswer>, ProblemHttpResult>> CancelAsync(
        string operation, ChargeJournal journal, IOptions<SandboxServiceOptions> options, CancellationToken cancellation)
    {
        if (!SandboxFields.IsId(operation)) return SandboxAnswers.Invalid();
        var charge = await journal.CancelAsync(operation, cancellation);
        return TypedResults.Ok(charge.Answer(options.Value));
    }
}
