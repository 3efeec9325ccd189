namespace Marquee.Silo.Payments;

/// <summary>
/// Sends a request once more where the connection broke. Only for requests that may be repeated, because the first may have been carried
/// out; both tries share the caller's deadline.
/// </summary>
internal sealed class SecondTry : DelegatingHandler
{
    /// <summary>True where the receiver would carry out twice what is not a GET.</summary>
    public bool OnlyReads { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException) when (!cancellationToken.IsCancellationRequested && (!OnlyReads || request.Method == HttpMethod.Get))
        {
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
