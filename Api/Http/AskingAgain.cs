using Marquee.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;
using Orleans.Storage;
using Polly.Timeout;

namespace Marquee.Api.Http;

/// <summary>
/// Asks again where an answer failed to come because a grain had to start over, as when the silo that had it hands its work to another: what
/// a client would do after the 503 it would get. Only what may be repeated: reads, what is done under the name of the client's request, and
/// what is marked as <see cref="Repeatable"/>.
/// </summary>
internal sealed class AskingAgain(TimeProvider clock) : IEndpointFilter
{
    /// <summary>A grain is back in tens of milliseconds; somebody who waits for more is better told.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500)];

    /// <summary>
    /// A silo that died is taken for alive until the others have made sure, and until then its grains are nowhere. Counted from the first
    /// failure: who has waited for a silo that hung, until it was given up, has not been asked again once.
    /// </summary>
    private static readonly TimeSpan SiloPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan SiloPause = TimeSpan.FromMilliseconds(250);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var (firstFailure, passed) = (0L, 0);
        for (var again = false; ; again = true)
        {
            try
            {
                var answer = await next(context);
                if (!again || !IsInProgress(answer) || !IsPatient(ref firstFailure)) return answer;
                // It is our own first try that is at work yet, and its outcome is what the client waits for.
                context.HttpContext.Response.Headers.Remove(HeaderNames.RetryAfter);
                await Task.Delay(SiloPause, clock, context.HttpContext.RequestAborted);
            }
            catch (Exception failure) when (IsOfSilo(failure) && IsPatient(ref firstFailure) && MayBeRepeated(context))
            {
                await Task.Delay(SiloPause, clock, context.HttpContext.RequestAborted);
            }
            catch (Exception failure) when (passed < Pauses.Length && Passes(failure) && MayBeRepeated(context))
            {
                await Task.Delay(Pauses[passed++], clock, context.HttpContext.RequestAborted);
            }
        }
    }

    private bool IsPatient(ref long firstFailure)
    {
        if (firstFailure == 0) firstFailure = clock.GetTimestamp();
        return clock.GetElapsedTime(firstFailure) < SiloPatience;
    }

    /// <summary>An endpoint with several kinds of answers wraps the one it gives.</summary>
    private static bool IsInProgress(object? answer) =>
        (answer is INestedHttpResult { Result: var given } ? given : answer) is ProblemHttpResult problem
        && problem.ProblemDetails.Extensions.TryGetValue(Problems.Code, out var code) && code is Problems.InProgressCode;

    /// <summary>Known at once and over soon. A call that timed out is neither.</summary>
    private static bool Passes(Exception failure) => failure is InconsistentStateException or StateUnknownException;

    /// <summary>The last is what the directory of grains says where a silo that is to know of a grain does not answer.</summary>
    private static bool IsOfSilo(Exception failure) =>
        failure is SiloUnavailableException or OrleansMessageRejectionException or ConnectionFailedException or TimeoutRejectedException;

    private static bool MayBeRepeated(EndpointFilterInvocationContext context) =>
        !context.HttpContext.Response.HasStarted
        && (HttpMethods.IsGet(context.HttpContext.Request.Method)
            || context.Arguments.Any(argument => argument is IdempotencyKey)
            || context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<Repeatable>() is not null);
}
