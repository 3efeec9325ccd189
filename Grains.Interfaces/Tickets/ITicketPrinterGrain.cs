using Orleans.Concurrency;

namespace Marquee.Tickets;

/// <summary>
/// Draws tickets that somebody was issued. Owns nothing, and checks nothing: who may have a ticket is said by the booking. The key is
/// ignored, a repeat draws the same.
/// </summary>
[Alias("marquee.ticket-printer")]
public interface ITicketPrinterGrain : IGrainWithIntegerKey
{
    /// <summary>One page of A6.</summary>
    [Alias("pdf"), AlwaysInterleave] Task<byte[]> Pdf(TicketView ticket);

    /// <summary>The show as an entry for a calendar, RFC 5545.</summary>
    [Alias("calendar"), AlwaysInterleave] Task<byte[]> Calendar(TicketView ticket);

    /// <summary>A pass for Apple Wallet; null where there are none.</summary>
    [Alias("apple-pass"), AlwaysInterleave] Task<byte[]?> ApplePass(TicketView ticket);

    /// <summary>A link that saves the ticket to Google Wallet; null where it is not offered.</summary>
    [Alias("google-link"), AlwaysInterleave] Task<string?> GoogleLink(TicketView ticket);
}
