using Marquee.Silo.Tickets.Passes;
using Marquee.Tickets;
using Orleans.Concurrency;

namespace Marquee.Silo.Tickets;

[GrainType("ticket-printer"), StatelessWorker]
internal sealed class TicketPrinterGrain(TicketPrints prints, AppleWallet apple, GoogleWallet google, TimeProvider clock) : Grain, ITicketPrinterGrain
{
    public async Task<byte[]> Pdf(TicketView ticket) => await prints.PdfOfAsync(ticket);

    public async Task<byte[]> Calendar(TicketView ticket) => TicketCalendar.Write(await prints.OfAsync(ticket), clock.GetUtcNow());

    public async Task<byte[]?> ApplePass(TicketView ticket) => apple.Pass(await prints.OfAsync(ticket));

    public async Task<string?> GoogleLink(TicketView ticket) => google.Link(await prints.OfAsync(ticket), ticket.Booking.Show.Id);
}
