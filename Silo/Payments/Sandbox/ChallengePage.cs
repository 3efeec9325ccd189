using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Marquee.Silo.Payments.Sandbox;

/// <summary>The HTML of a challenge. Plain forms, no script: it works with a keyboard, a screen reader and nothing else.</summary>
internal static class ChallengePage
{
    private const string Style = """
        :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif }
        main { max-width: 30rem; margin: 12vh auto; padding: 0 1rem }
        button { font: inherit; min-height: 2.75rem; padding: 0 1.5rem; margin: 0 .5rem .5rem 0 }
        """;

    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; " +
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <param name="charge">Null where there is none or the secret is wrong; the page does not say which.</param>
    public static string Render(Charge? charge) => charge?.Status switch
    {
        null => Frame("Payment not found", "<p>This link is wrong or no longer valid.</p>"),
        ChargeStatus.RequiresAction => Frame("Confirm your payment", Question(charge)),
        ChargeStatus.Captured => Frame("Payment confirmed", "<p>You can close this page now.</p>"),
        ChargeStatus.Canceled => Frame("Payment canceled", "<p>It was canceled before you decided. Nothing was charged.</p>"),
        _ => Frame("Payment declined", "<p>Nothing was charged. You can close this page now.</p>"),
    };

    private static string Question(Charge charge) => $"""
        <p>The sandbox {(charge.UpiFlow is null ? "bank" : "UPI app")} asks you to confirm a payment of <strong>{Encode(Amount(charge))}</strong>. No real money moves.</p>
        <form method="post">
        <button name="decision" value="confirm">Confirm</button>
        <button name="decision" value="decline">Decline</button>
        </form>
        """;

    private static string Frame(string title, string content) => $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{title} - Sandbox bank</title>
        <style>{Style}</style>
        </head>
        <body>
        <main>
        <h1>{title}</h1>
        {content}
        </main>
        </body>
        </html>
        """;

    private static string Amount(Charge charge)
    {
        var digits = charge.Currency switch
        {
            "JPY" or "KRW" or "VND" => 0,
            "BHD" or "JOD" or "KWD" or "OMR" or "TND" => 3,
            _ => 2,
        };
        var major = charge.Amount.GetValueOrDefault() / (decimal)Math.Pow(10, digits);
        return $"{charge.Currency} {major.ToString($"N{digits}", CultureInfo.InvariantCulture)}";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
