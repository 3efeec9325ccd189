using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>Everything that moved money, for merchants who compare it with their own books.</summary>
internal static class JournalEndpoints
{
    public static void MapJournal(this IEndpointRouteBuilder routes)
    {
        var journal = routes.MapGroup("/journal");
        journal.MapGet("/charges", (string? after, string? since, MoneyJournal money, CancellationToken cancellation) =>
            PageAsync(after, since, money.ChargesAsync, cancellation));
        journal.MapGet("/refunds", (string? after, string? since, MoneyJournal money, CancellationToken cancellation) =>
            PageAsync(after, since, money.RefundsAsync, cancellation));
    }

    private static async Task<Results<Ok<JournalPage>, ProblemHttpResult>> PageAsync(
        string? after, string? since, Func<string, DateTimeOffset?, CancellationToken, Task<IReadOnlyList<JournalEntry>>> read, CancellationToken cancellation)
    {
        DateTimeOffset? from = null;
        if (!string.IsNullOrEmpty(since))
        {
            if (!DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)) return SandboxAnswers.Invalid();
            from = time;
        }

        if (!string.IsNullOrEmpty(after) && !SandboxFields.IsId(after)) return SandboxAnswers.Invalid();
        return TypedResults.Ok(new JournalPage(await read(after ?? "", from, cancellation)));
    }
}
