using System.Globalization;
using SkiaSharp;

namespace Marquee.Silo.Tickets;

/// <summary>A ticket of one page A6: to print, four to a sheet of A4, and about the shape of a phone. Little ink, and the code in pure black on white.</summary>
internal static class TicketPdf
{
    private const float Width = 298;
    private const float Height = 420;
    private const float Margin = 22;
    private const float Inner = Width - (2 * Margin);
    private const float Tear = 216;
    private const float CodeSize = 150;
    private static readonly SKColor Ink = new(0x14, 0x16, 0x1f);
    private static readonly SKColor Quiet = new(0x6b, 0x70, 0x80);
    private static readonly SKColor Accent = new(0xb8, 0x1d, 0x3a);
    private static readonly (float Size, int Lines)[] TitleSizes = [(22, 1), (17, 1), (18, 2), (15, 2), (13, 3)];
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static byte[] Draw(TicketPrint ticket)
    {
        using var file = new MemoryStream();
        using (var document = SKDocument.CreatePdf(file, new SKDocumentPdfMetadata { Title = $"{ticket.Title}: ticket", Author = ticket.Theater, Creator = "Marquee" }))
        {
            using (var page = document.BeginPage(Width, Height))
            using (var pen = new TicketPen(page))
            {
                DrawHead(page, pen, ticket);
                DrawFacts(pen, ticket);
                DrawTear(page);
                DrawCode(page, pen, ticket);
            }

            document.EndPage();
            document.Close();
        }

        return file.ToArray();
    }

    private static void DrawHead(SKCanvas page, TicketPen pen, TicketPrint ticket)
    {
        using var accent = new SKPaint { Color = Accent };
        page.DrawRect(0, 0, Width, 6, accent);
        pen.Line(ticket.Theater, Margin, 32, 9.5f, Accent, Inner, bold: true, least: 8);
        var (size, lines) = TitleSizes.FirstOrDefault(fit => pen.Fits(ticket.Title, fit.Size, true, Inner, fit.Lines), TitleSizes[^1]);
        var y = pen.Block(ticket.Title, Margin, 37 + size, size, size * 1.18f, Ink, Inner, lines, bold: true) - (size * 1.18f);
        if (ticket.Original is { } original) pen.Line(original, Margin, y += 18, 10.5f, Quiet, Inner, least: 8);
        pen.Line(string.Join("  ·  ", ticket.Facts), Margin, y + 16, 8.5f, Quiet, Inner, least: 7);
    }

    private static void DrawFacts(TicketPen pen, TicketPrint ticket)
    {
        var local = TimeZoneInfo.ConvertTime(ticket.StartsAt, TimeZoneInfo.FindSystemTimeZoneById(ticket.TimeZone));
        const float Second = Margin + (Inner * 0.46f);
        const float Third = Margin + (Inner * 0.70f);
        Fact(pen, "Date", local.ToString("ddd d MMM yyyy", English), Margin, 132, Second - Margin - 8);
        Fact(pen, "Time", local.ToString("HH:mm", English), Second, 132, Third - Second - 8);
        Fact(pen, "Screen", ticket.Screen, Third, 132, Width - Margin - Third);
        var seats = string.Join("   ", ticket.Seats.Select(group => $"{string.Join(", ", group.Labels)}"));
        var count = ticket.Seats.Sum(group => group.Labels.Count);
        Fact(pen, $"{(count == 1 ? "Seat" : $"{count} seats")}  ·  {string.Join(", ", ticket.Seats.Select(group => group.Category))}", seats, Margin, 172, Inner, 17);
    }

    private static void Fact(TicketPen pen, string name, string value, float x, float y, float width, float size = 12)
    {
        pen.Line(name, x, y, 7.5f, Quiet, width);
        pen.Line(value, x, y + 3 + size, size, Ink, width, bold: true, least: 7);
    }

    /// <summary>Where the ticket would be torn: a dashed line and half a hole on either side.</summary>
    private static void DrawTear(SKCanvas page)
    {
        using var dashes = SKPathEffect.CreateDash([3, 3], 0);
        using var line = new SKPaint { Color = new SKColor(0xb5, 0xb9, 0xc4), StrokeWidth = 0.8f, IsStroke = true, IsAntialias = true, PathEffect = dashes };
        page.DrawLine(Margin, Tear, Width - Margin, Tear, line);
        using var hole = new SKPaint { Color = new SKColor(0xd9, 0xdb, 0xe2), IsAntialias = true };
        page.DrawCircle(0, Tear, 7, hole);
        page.DrawCircle(Width, Tear, 7, hole);
    }

    private static void DrawCode(SKCanvas page, TicketPen pen, TicketPrint ticket)
    {
        DrawModules(page, TicketCode.Modules(ticket.Code), (Width - CodeSize) / 2, Tear + 6);
        const float Middle = Width / 2;
        pen.Line($"{ticket.BookingId}  ·  issue {ticket.Issue.ToString(CultureInfo.InvariantCulture)}", Middle, Tear + CodeSize + 14, 6.5f, Quiet, Inner, align: SKTextAlign.Center);
        pen.Line("Show this code at the door.", Middle, Tear + CodeSize + 27, 8, Ink, Inner, bold: true, align: SKTextAlign.Center);
        pen.Line(ticket.Address, Middle, Height - 13, 7, Quiet, Inner, least: 5.5f, align: SKTextAlign.Center);
    }

    /// <summary>One path for all, in whole numbers of modules: no hairlines between neighbors, and sharp at any size.</summary>
    private static void DrawModules(SKCanvas page, IReadOnlyList<System.Collections.BitArray> modules, float left, float top)
    {
        using var outline = new SKPathBuilder();
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var first = column;
                while (column < modules.Count && modules[row][column]) column++;
                if (column > first) outline.AddRect(SKRect.Create(first, row, column - first, 1));
            }
        }

        using var path = outline.Detach();
        using var black = new SKPaint { Color = SKColors.Black, IsAntialias = false };
        page.Save();
        page.Translate(left, top);
        page.Scale(CodeSize / modules.Count);
        page.DrawPath(path, black);
        page.Restore();
    }
}
