using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>What a pass says: Apple's <c>pass.json</c> of an event ticket.</summary>
internal static class ApplePass
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(TicketPrint ticket, AppleWalletOptions options) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            formatVersion = 1,
            passTypeIdentifier = options.PassType,
            teamIdentifier = options.Team,
            organizationName = options.Organization,
            serialNumber = string.Create(CultureInfo.InvariantCulture, $"{ticket.BookingId}-{ticket.Issue}"),
            // So that tickets of one booking lie on each other, the newer one too.
            groupingIdentifier = ticket.BookingId,
            description = $"Ticket: {ticket.Title}",
            logoText = options.Organization,
            relevantDate = ticket.LocalStart(),
            expirationDate = ticket.LocalEnd(),
            locations = ticket.Location is { } place ? new[] { new { latitude = place.Lat, longitude = place.Lon } } : null,
            barcodes = new[] { new { format = "PKBarcodeFormatQR", message = ticket.Code, messageEncoding = "iso-8859-1", altText = ticket.BookingId } },
            backgroundColor = "rgb(20,22,31)",
            foregroundColor = "rgb(255,255,255)",
            labelColor = "rgb(181,185,196)",
            eventTicket = new
            {
                primaryFields = new[] { Field("movie", "Movie", ticket.Title) },
                secondaryFields = new[] { Field("theater", "Theater", ticket.Theater), Field("screen", "Screen", ticket.Screen) },
                auxiliaryFields = new object[] { Time(ticket), Field("seats", "Seats", ticket.SeatText()) },
                backFields = new[]
                {
                    Field("booking", "Booking", ticket.BookingId), Field("categories", "Seats", ticket.SeatText(categories: true)),
                    Field("facts", "Film", string.Join(", ", new[] { ticket.Original }.OfType<string>().Concat(ticket.Facts))), Field("address", "Address", ticket.Address),
                },
            },
        },
        Json);

    private static object Field(string key, string label, string value) => new { key, label, value };

    /// <summary>By the clock on the theater's wall, wherever the phone is.</summary>
    private static object Time(TicketPrint ticket) =>
        new { key = "time", label = "Time", value = ticket.LocalStart(), dateStyle = "PKDateStyleMedium", timeStyle = "PKDateStyleShort", ignoresTimeZone = true };
}
