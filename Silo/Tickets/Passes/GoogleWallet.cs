using System.Globalization;
using Marquee.Silo.Google;
using Microsoft.Extensions.Options;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>
/// Tickets as links that save them to Google Wallet: all that the pass says is in the link, signed, and Google is told nothing before
/// the customer follows it.
/// </summary>
internal sealed class GoogleWallet(IOptions<GoogleWalletOptions> options, TimeProvider clock) : IDisposable
{
    private const string Save = "https://pay.google.com/gp/v/save/";
    private readonly Lazy<ServiceAccount> _account = new(() => Read(options.Value));

    /// <exception cref="Hosting.StartException">The key cannot be used.</exception>
    public static ServiceAccount Read(GoogleWalletOptions options) => ServiceAccount.Read(options.ServiceAccount, $"{GoogleWalletOptions.Section}:ServiceAccount");

    /// <returns>Null where it is not offered.</returns>
    public string? Link(TicketPrint ticket, ShowId show)
    {
        if (!options.Value.IsConfigured) return null;
        // Google keeps what it was given first: a show at another time, or a ticket of another issue, is another thing.
        var start = ticket.StartsAt.ToUnixTimeSeconds();
        var shown = string.Create(CultureInfo.InvariantCulture, $"{options.Value.Issuer}.{show}-{start}");
        var issued = string.Create(CultureInfo.InvariantCulture, $"{options.Value.Issuer}.{ticket.BookingId}-{ticket.Issue}-{start}");
        var claims = new
        {
            iss = _account.Value.Email,
            aud = "google",
            typ = "savetowallet",
            iat = clock.GetUtcNow().ToUnixTimeSeconds(),
            payload = new { eventTicketClasses = new[] { Class(ticket, shown) }, eventTicketObjects = new[] { Object(ticket, shown, issued) } },
        };
        return $"{Save}{_account.Value.Sign(claims)}";
    }

    public void Dispose()
    {
        if (_account.IsValueCreated) _account.Value.Dispose();
    }

    private static object Class(TicketPrint ticket, string id) => new
    {
        id,
        issuerName = ticket.Theater,
        reviewStatus = "UNDER_REVIEW",
        eventName = Text(ticket.Title),
        venue = new { name = Text(ticket.Theater), address = Text(ticket.Address) },
        dateTime = new { start = ticket.LocalStart(), end = ticket.LocalEnd() },
    };

    /// <summary>The screen is where other events have a gate.</summary>
    private static object Object(TicketPrint ticket, string shown, string id) => new
    {
        id,
        classId = shown,
        state = "ACTIVE",
        barcode = new { type = "QR_CODE", value = ticket.Code },
        seatInfo = new { seat = Text(ticket.SeatText()), gate = Text(ticket.Screen) },
        reservationInfo = new { confirmationCode = ticket.BookingId },
    };

    private static object Text(string value) => new { defaultValue = new { language = "en", value } };
}
