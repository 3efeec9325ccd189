namespace Marquee.Tickets;

/// <summary>Reads tickets. Owns nothing: keys are the key ring's, who was let in is the booking's. The key is ignored.</summary>
[Alias("marquee.ticket-desk")]
public interface ITicketDesk : IGrainWithStringKey
{
    const string Key = "0";

    /// <summary>
    /// Lets the holder of a ticket in, each seat once. Repeating a scan's id changes nothing and answers the same; another scan of the same
    /// seats is refused and told of the first.
    /// </summary>
    [Alias("check-in")] Task<CheckInResult> CheckIn(TicketScan scan);
}
