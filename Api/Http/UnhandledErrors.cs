using Microsoft.AspNetCore.Diagnostics;
using Marquee.Storage;
using Orleans.Runtime;
using Polly.Timeout;

namespace Marquee.Api.Http;

/// <summary>
/// What no endpoint caught. A bad request is the client's, an outage says to come back, anything else is a bug; none shows a stack trace.
/// </summary>
internal sealed partial class UnhandledErrors(ILogger<UnhandledErrors> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception failure, CancellationToken cancellation)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var problem = failure switch
        {
            BadHttpRequestException bad => Problems.Of(bad.StatusCode, Problems.CodeOf(bad.StatusCode), "The request cannot be read.", Reason(bad)),
            _ when IsOutage(failure) => Unavailable(http, failure),
            _ => Bug(failure),
        };
        await problem.ExecuteAsync(http);
        return true;
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Unavailable(HttpContext http, Exception failure)
    {
        LogOutage(log, failure, http.Request.Method, http.Request.Path);
        http.Response.Headers.RetryAfter = "1";
        return Problems.Of(
            StatusCodes.Status503ServiceUnavailable, "overloaded", "The request could not be finished now.",
            "Its outcome may be unknown. Repeat it unchanged, with the same Idempotency-Key.");
    }

    private Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Bug(Exception failure)
    {
        LogBug(log, failure);
        return Problems.Of(StatusCodes.Status500InternalServerError, "internal-error", "Something went wrong on our side.");
    }

    /// <summary>Failures that pass: a silo or the database is away, slow, or an activation had to start over.</summary>
    private static bool IsOutage(Exception failure) =>
        failure is TimeoutException or OrleansException or OperationCanceledException or System.Net.Sockets.SocketException or IOException
            or System.Data.Common.DbException or StateUnknownException or TimeoutRejectedException
        || (failure is AggregateException { InnerException: { } inner } && IsOutage(inner));

    private static string? Reason(BadHttpRequestException bad) =>
        bad.InnerException is System.Text.Json.JsonException json ? Plain(json)
        : bad.Message.Contains("body", StringComparison.Ordinal) ? "A JSON object is expected as the body."
        : bad.StatusCode == StatusCodes.Status400BadRequest ? bad.Message : null;

    /// <summary>The serializer's message names our types, which tell a client nothing; the path tells it where to look.</summary>
    private static string Plain(System.Text.Json.JsonException json) =>
        json.Path is null or "$" ? "The body is not the JSON object that is expected here." : $"The JSON at '{json.Path}' is unknown, repeated or of the wrong type.";

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} could not be finished")]
    private static partial void LogOutage(ILogger log, Exception failure, string method, string path);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private static partial void LogBug(ILogger log, Exception failure);
}
