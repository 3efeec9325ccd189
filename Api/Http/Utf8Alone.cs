using Microsoft.Net.Http.Headers;

namespace Marquee.Api.Http;

/// <summary>
/// Refuses bodies in another encoding than UTF-8. Without this the framework converts them, and fails with an exception of no particular
/// kind where it knows no such encoding.
/// </summary>
internal static class Utf8Alone
{
    public static IApplicationBuilder UseUtf8Alone(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (IsUtf8(http.Request.ContentType)) return next(http);
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    });

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type) || !type.Charset.HasValue
        || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
