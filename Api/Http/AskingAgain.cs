using Marquee.Storage;
using Orleans.Runtime;
using Orleans.Storage;

namespace Marquee.Api.Http;

/// <summary>
/// Asks again where an answer failed to come because a grain had to start over, as when the silo that had it hands its work to another: what
/// a client would do after the 503 it would get. Only what may be repeated: reads, and what is done under the name of the client's request.
/// </summary>
internal sealed class AskingAgain(TimeProvider clock) : IEndpointFilter
{
    /// <summary>A grain is back in tens of milliseconds; somebody who waits for more is better told.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(500)];

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await next(context);
            }
            catch (Exception failure) when (failures < Pauses.Length && Passes(failure) && MayBeRepeated(context))
            {
                await Task.Delay(Pauses[failures], clock, context.HttpContext.RequestAborted);
            }
        }
    }

    /// <summary>Known at once and over soon. A call that timed out is neither.</summary>
    private static bool Passes(Exception failure) => failure is InconsistentStateException or StateUnknownException or SiloUnavailableException or OrleansMessageRejectionException;

    private static bool MayBeRepeated(EndpointFilterInvocationContext context) =>
        !context.HttpContext.Response.HasStarted && (HttpMethods.IsGet(context.HttpContext.Request.Method) || context.Arguments.Any(argument => argument is IdempotencyKey));
}
