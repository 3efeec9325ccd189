using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Tickets;

/// <summary>The ticket of a confirmed booking: as data, as a picture, to print, for the calendar. For its customer alone.</summary>
internal static class TicketEndpoints
{
    private const string Svg = "image/svg+xml";
    private const string Png = "image/png";
    private const string Pdf = "application/pdf";
    private const string Calendar = "text/calendar";

    public static void MapTickets(this RouteGroupBuilder v1)
    {
        var tickets = v1.MapGroup("/bookings/{id}").WithTags("Tickets").RequireAuthorization();
        tickets.MapGet("/ticket", Get).WithName("GetTicket");
        tickets.MapGet("/ticket.svg", GetSvg).WithName("GetTicketSvg").Produces(StatusCodes.Status200OK, contentType: Svg);
        tickets.MapGet("/ticket.png", GetPng).WithName("GetTicketPng").Produces(StatusCodes.Status200OK, contentType: Png);
        tickets.MapGet("/ticket.pdf", GetPdf).WithName("GetTicketPdf").Produces(StatusCodes.Status200OK, contentType: Pdf);
        tickets.MapGet("/ticket.ics", GetCalendar).WithName("GetTicketCalendar").Produces(StatusCodes.Status200OK, contentType: Calendar);
    }

    private static async Task<Results<Ok<TicketBody>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        var result = await FindAsync(id, user, grains);
        return result.Ticket is { } ticket ? TypedResults.Ok(TicketBody.Of(ticket)) : TicketProblems.Of(result.Outcome);
    }

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetSvg(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Svg, "svg", ticket => ValueTask.FromResult(TicketQr.Svg(ticket.Code)));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPng(string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Png, "png", ticket => ValueTask.FromResult(TicketQr.Png(ticket.Code)));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPdf(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Pdf, "pdf", ticket => new(Printer(grains).Pdf(ticket)));

    private static Task<Results<FileContentHttpResult, ProblemHttpResult>> GetCalendar(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains) =>
        AnswerAsync(id, user, http, grains, Calendar, "ics", ticket => new(Printer(grains).Calendar(ticket)));

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> AnswerAsync(
        string id, ClaimsPrincipal user, HttpContext http, IGrainFactory grains, string type, string ending, Func<TicketView, ValueTask<byte[]>> draw)
    {
        var result = await FindAsync(id, user, grains);
        if (result.Ticket is not { } ticket) return TicketProblems.Of(result.Outcome);
        // Shown where it is opened, and saved under a name that says which.
        http.Response.Headers.ContentDisposition = $"inline; filename=ticket-{id}.{ending}";
        return TypedResults.File(await draw(ticket), type);
    }

    private static ITicketPrinterGrain Printer(IGrainFactory grains) => grains.GetGrain<ITicketPrinterGrain>(0);

    private static async Task<TicketResult> FindAsync(string id, ClaimsPrincipal user, IGrainFactory grains) =>
        Ids.TryParse<BookingId>(id, out _) ? await grains.Grain<IBookingGrain>(id).Ticket(user.UserId()) : new TicketResult(TicketOutcome.NotFound, null);
}
