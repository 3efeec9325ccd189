namespace Marquee.Silo.Payments;

internal static class PaymentUrls
{
    private const string UpiPay = "upi://pay?";

    public static bool IsWeb(Uri? url) => url is { IsAbsoluteUri: true } && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp);

    public static bool IsUpi(string? url) => url?.StartsWith(UpiPay, StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>What a customer's browser or phone knows how to open.</summary>
    public static bool CanBeOpened(string? url) => IsUpi(url) || (Uri.TryCreate(url, UriKind.Absolute, out var address) && IsWeb(address));
}
