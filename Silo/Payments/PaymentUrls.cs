namespace Marquee.Silo.Payments;

internal static class PaymentUrls
{
    public static bool IsWeb(Uri? url) => url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);
}
