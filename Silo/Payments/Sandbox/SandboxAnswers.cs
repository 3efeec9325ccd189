using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Silo.Payments.Sandbox;

internal static class SandboxAnswers
{
    public static ProblemHttpResult Problem(int status, string code, string title) =>
        TypedResults.Problem(title: title, statusCode: status, extensions: [new("code", code)]);

    public static ProblemHttpResult Unknown() =>
        Problem(StatusCodes.Status404NotFound, SandboxProblem.OperationUnknown, "No such operation.");

    public static ProblemHttpResult Reused() =>
        Problem(StatusCodes.Status409Conflict, SandboxProblem.OperationReused, "This id was used for something else.");

    public static ProblemHttpResult OutOfOrder() =>
        Problem(StatusCodes.Status500InternalServerError, SandboxProblem.OutOfOrder, "The sandbox was told to fail.");

    public static ProblemHttpResult Invalid() =>
        Problem(StatusCodes.Status422UnprocessableEntity, SandboxProblem.ValidationFailed, "A field is missing or out of range.");
}

/// <summary>Holds the request open and then drops it, as a provider does that went down with the answer on its lips.</summary>
internal sealed class Unanswered(TimeSpan silence, TimeProvider clock, CancellationToken stopping) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        await Task.Delay(silence, clock, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        httpContext.Abort();
    }
}
