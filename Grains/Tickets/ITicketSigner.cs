namespace Marquee.Tickets;

/// <summary>Signs tickets with the cluster's current key. A stateless worker: any number may sign at once, in every silo.</summary>
[Alias("marquee.ticket-signer")]
internal interface ITicketSigner : IGrainWithStringKey
{
    [Alias("sign")] Task<string> Sign(TicketContent content);
}
