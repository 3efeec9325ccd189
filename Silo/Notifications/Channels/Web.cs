using System.Net;

namespace Marquee.Silo.Notifications.Channels;

/// <summary>Asks a provider over HTTP, and tells what cannot have arrived from what may have.</summary>
internal static class Web
{
    private const int LongestBody = 300;

    /// <param name="read">What a definite answer means.</param>
    public static async Task<SendResult> AskAsync(
        HttpClient http, HttpRequestMessage request, Func<HttpStatusCode, byte[], SendResult> read, CancellationToken cancellation)
    {
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return response.StatusCode switch
            {
                // From somebody in between, who does not know either.
                HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => SendResult.Unknown(Why(response.StatusCode, body)),
                HttpStatusCode.TooManyRequests or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or >= HttpStatusCode.InternalServerError =>
                    SendResult.ProviderDown(Why(response.StatusCode, body)),
                _ => read(response.StatusCode, body),
            };
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            return SendResult.ProviderDown(failure.Message);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException)
        {
            return SendResult.Unknown(failure is OperationCanceledException ? "The provider took too long." : failure.Message);
        }
    }

    public static string Why(HttpStatusCode status, byte[] body)
    {
        var text = System.Text.Encoding.UTF8.GetString(body).ReplaceLineEndings(" ");
        return $"{(int)status} {(text.Length <= LongestBody ? text : text[..LongestBody])}".TrimEnd();
    }
}
