using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Http;

/// <summary>Every refusal the API gives on purpose: status, stable code and title. RFC 9457.</summary>
internal static class Problems
{
    public const string Code = "code";

    public const string Trace = "traceId";

    public const string InProgressCode = "idempotency-in-progress";

    public static ProblemHttpResult Of(int status, string code, string title, string? detail = null, IDictionary<string, object?>? more = null)
    {
        var extensions = new Dictionary<string, object?>(more ?? new Dictionary<string, object?>()) { [Code] = code };
        return TypedResults.Problem(detail, statusCode: status, title: title, type: TypeOf(code), extensions: extensions);
    }

    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, $"{what}-not-found", $"There is no such {what.Replace('-', ' ')}.");

    public static ProblemHttpResult KeyReused() => Of(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused", "This idempotency key belongs to another request.",
        "Use a new Idempotency-Key for a new request, or repeat the first one unchanged.");

    public static ProblemHttpResult InProgress(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "1";
        return Of(StatusCodes.Status409Conflict, InProgressCode, "The first request with this idempotency key is still running.");
    }

    public static ProblemHttpResult StaleVersion() => Of(
        StatusCodes.Status412PreconditionFailed, "stale-version", "Somebody else has changed it meanwhile.",
        "Read it again and repeat the change with the new ETag in If-Match.");

    public static ProblemHttpResult RateLimited(HttpContext http, TimeSpan wait, string detail)
    {
        http.Response.Headers.RetryAfter = ((long)Math.Max(1, Math.Ceiling(wait.TotalSeconds))).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Of(StatusCodes.Status429TooManyRequests, "rate-limited", "Too many requests.", detail);
    }

    /// <summary>Nothing was done; the same again, a little later, may be.</summary>
    public static ProblemHttpResult Overloaded(HttpContext http, string detail)
    {
        http.Response.Headers.RetryAfter = "1";
        return Overloaded(detail);
    }

    /// <summary>The same, for who sets the header itself.</summary>
    public static ProblemHttpResult Overloaded(string detail) =>
        Of(StatusCodes.Status503ServiceUnavailable, "overloaded", "There is too much to do at this moment.", detail);

    public static ProblemHttpResult Invalid(IDictionary<string, string[]> errors) => Of(
        StatusCodes.Status422UnprocessableEntity, "validation-failed", "Some fields are not valid.",
        string.Join(" ", errors.SelectMany(field => field.Value)),
        new Dictionary<string, object?> { ["errors"] = errors });

    public static string TraceOf(HttpContext http) => System.Diagnostics.Activity.Current?.Id ?? http.TraceIdentifier;

    public static string TypeOf(string code) => $"urn:marquee:problem:{code}";

    /// <summary>The code of a refusal that no endpoint phrased: routing, authentication, the server itself.</summary>
    public static string CodeOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "malformed-request",
        StatusCodes.Status401Unauthorized => "unauthorized",
        StatusCodes.Status403Forbidden => "forbidden",
        StatusCodes.Status404NotFound => "not-found",
        StatusCodes.Status405MethodNotAllowed => "method-not-allowed",
        StatusCodes.Status408RequestTimeout => "request-timeout",
        StatusCodes.Status413PayloadTooLarge => "body-too-large",
        StatusCodes.Status415UnsupportedMediaType => "unsupported-media-type",
        StatusCodes.Status429TooManyRequests => "rate-limited",
        StatusCodes.Status431RequestHeaderFieldsTooLarge => "headers-too-large",
        StatusCodes.Status503ServiceUnavailable => "overloaded",
        _ when status >= 500 => "internal-error",
        _ => "refused",
    };
}
