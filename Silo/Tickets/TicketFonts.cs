using SkiaSharp;

namespace Marquee.Silo.Tickets;

/// <summary>The letters of printed tickets: Latin and Devanagari, compiled in, so that every machine prints the same.</summary>
internal static class TicketFonts
{
    public static readonly SKTypeface Medium = Load("Poppins-Medium.ttf");
    public static readonly SKTypeface SemiBold = Load("Poppins-SemiBold.ttf");

    private static SKTypeface Load(string name)
    {
        using var font = typeof(TicketFonts).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} was not compiled in.");
        using var data = SKData.Create(font);
        return SKTypeface.FromData(data) ?? throw new InvalidOperationException($"{name} is no font.");
    }
}
