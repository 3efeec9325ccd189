using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>The ticket of a confirmed booking: as data, as a picture, to print, for the calendar and for wallets. For its customer alone.</summary>
internal static class TicketEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Png = "image/png";
    private const string Pdf = "application/pdf";
    private const string Calendar = "text/calendar";
    private const string ApplePass = "application/vnd.apple.pkpass";

    public static void MapTickets(this RouteGroupBuilder v1)
    {
        var tickets = v1.MapGroup("/bookings/{id}").WithTags("Tickets").RequireAuthorization();
        tickets.MapGet("/ticket", Get).WithName("GetTicket");
        tickets.MapGet("/ticket.svg", GetSvg).WithName("GetTicketSvg").Produces(StatusCodes.Status200OK, contentType: Svg);
        tickets.MapGet("/ticket.png", GetPng).WithName("GetTicketPng").Produces(StatusCodes.Status200OK, contentType: Png);
        tickets.MapGet("/ticket.pdf", GetPdf).WithName("GetTicketPdf").Produces(StatusCodes.Status200OK, contentType: Pdf);
        tickets.MapGet("/ticket.ics", GetCalendar).WithName("GetTicketCalendar").Produces(StatusCodes.Status200OK, contentType: Calendar);
        tickets.MapGet("/ticket.pkpass", GetApplePass).WithName("GetTicketApplePass").Produces(StatusCodes.Status200OK, contentType: ApplePass);
    }

    private static async Task<Results<Ok<TicketBody>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        var result = await FindAsync(id, user, grains);
        if (result.Ticket is not { } ticket) return TicketProblems.Of(result.Outcome);
        return TypedResults.Ok(TicketBody.Of(ticket, await Printer(grains).GoogleLink(ticket)));
    }

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetSvg(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Svg, "svg", ticket => Task.FromResult<byte[]?>(TicketQr.Svg(ticket.Code)));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPng(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Png, "png", ticket => Task.FromResult<byte[]?>(TicketQr.Png(ticket.Code)));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPdf(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Pdf, "pdf", async ticket => await Printer(grains).Pdf(ticket));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetCalendar(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Calendar, "ics", async ticket => await Printer(grains).Calendar(ticket));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetApplePass(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, ApplePass, "pkpass", ticket => Printer(grains).ApplePass(ticket));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnswerAsync(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, string type, string ending, Func<TicketView, Task<byte[]?>> draw)
    {
        var result = await FindAsync(id, user, grains);
        if (result.Ticket is not { } ticket) return TicketProblems.Of(result.Outcome);
        if (await draw(ticket) is not { } file) return TicketProblems.NoPasses();
        // Shown where it is opened, and saved under a name that says which.
        http.Response.Headers.ContentDisposition = $"inline; filename=ticket-{id}.{ending}";
        return TypedResults.File(file, type);
    }

    private static ITicketPrinterGrain Printer(IGrainFactory grains) => grains.GetGrain<ITicketPrinterGrain>(0);

    private static async Task<TicketResult> FindAsync(string id, ClaimsPrincipal user, IGrainFactory grains) =>
        Ids.TryParse<BookingId>(id, out _) ? await grains.Grain<IBookingGrain>(id).Ticket(user.UserId()) : new TicketResult(TicketOutcome.NotFound, null);
}
