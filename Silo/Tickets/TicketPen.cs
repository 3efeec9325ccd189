using SkiaSharp;
using SkiaSharp.HarfBuzz;

namespace Marquee.Silo.Tickets;

/// <summary>Writes on a page. Text is shaped, without which Devanagari cannot be read.</summary>
internal sealed class TicketPen(SKCanvas page) : IDisposable
{
    private const string Ellipsis = "…";
    private readonly SKShaper _medium = new(TicketFonts.Medium);
    private readonly SKShaper _semiBold = new(TicketFonts.SemiBold);

    /// <summary>Writes one line, made smaller down to <paramref name="least"/> and then cut, until it is no wider than <paramref name="width"/>.</summary>
    public void Line(string text, float x, float y, float size, SKColor color, float width, bool bold = false, float? least = null, SKTextAlign align = SKTextAlign.Left)
    {
        for (; size > (least ?? size) && Width(text, size, bold) > width; size -= 0.5f) { }
        Draw(Cut(text, size, bold, width), x, y, size, color, bold, align);
    }

    /// <summary>Writes words one after the other on up to so many lines; the last is cut. Answers where the next line would be.</summary>
    public float Block(string text, float x, float y, float size, float leading, SKColor color, float width, int most, bool bold = false)
    {
        var lines = Wrap(text, size, bold, width, most);
        foreach (var line in lines)
        {
            Draw(Cut(line, size, bold, width), x, y, size, color, bold, SKTextAlign.Left);
            y += leading;
        }

        return y;
    }

    public bool Fits(string text, float size, bool bold, float width, int most) => Wrap(text, size, bold, width, most + 1).Count <= most;

    public void Dispose()
    {
        _medium.Dispose();
        _semiBold.Dispose();
    }

    private List<string> Wrap(string text, float size, bool bold, float width, int most)
    {
        var lines = new List<string> { "" };
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = lines[^1].Length == 0 ? word : $"{lines[^1]} {word}";
            if (lines[^1].Length > 0 && lines.Count < most && Width(longer, size, bold) > width) lines.Add(word);
            else lines[^1] = longer;
        }

        return lines;
    }

    private string Cut(string text, float size, bool bold, float width)
    {
        if (Width(text, size, bold) <= width) return text;
        var ends = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        for (var i = ends.Length - 1; i > 0; i--)
            if (text[..ends[i]].TrimEnd() + Ellipsis is var cut && Width(cut, size, bold) <= width) return cut;
        return Ellipsis;
    }

    private float Width(string text, float size, bool bold)
    {
        using var font = FontOf(size, bold);
        return Shaper(bold).Shape(text, font).Width;
    }

    private void Draw(string text, float x, float y, float size, SKColor color, bool bold, SKTextAlign align)
    {
        using var font = FontOf(size, bold);
        using var ink = new SKPaint { Color = color, IsAntialias = true };
        page.DrawShapedText(Shaper(bold), text, x, y, align, font, ink);
    }

    private SKShaper Shaper(bool bold) => bold ? _semiBold : _medium;

    private static SKFont FontOf(float size, bool bold) => new(bold ? TicketFonts.SemiBold : TicketFonts.Medium, size) { Subpixel = true, LinearMetrics = true };
}
