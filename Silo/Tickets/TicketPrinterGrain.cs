using Marquee.Tickets;
using Orleans.Concurrency;

namespace Marquee.Silo.Tickets;

[GrainType("ticket-printer"), StatelessWorker]
internal sealed class TicketPrinterGrain(TicketPrints prints, TimeProvider clock) : Grain, ITicketPrinterGrain
{
    public async Task<byte[]> Pdf(TicketView ticket) => await prints.PdfOfAsync(ticket);

    public async Task<byte[]> Calendar(TicketView ticket) => TicketCalendar.Write(await prints.OfAsync(ticket), clock.GetUtcNow());
}
