using System.Collections.Frozen;
using SkiaSharp;

namespace Marquee.Silo.Tickets.Passes;

/// <summary>The pictures of every pass: a letter in a square, small for notifications and larger for the pass itself.</summary>
internal static class ApplePictures
{
    private static readonly SKColor Accent = new(0xb8, 0x1d, 0x3a);

    public static readonly FrozenDictionary<string, byte[]> All = new Dictionary<string, byte[]>
    {
        ["icon.png"] = Draw(29), ["icon@2x.png"] = Draw(58), ["icon@3x.png"] = Draw(87), ["logo.png"] = Draw(50), ["logo@2x.png"] = Draw(100),
    }.ToFrozenDictionary();

    private static byte[] Draw(int size)
    {
        using var surface = SKSurface.Create(new SKImageInfo(size, size, SKColorType.Rgba8888, SKAlphaType.Premul)) ?? throw new InvalidOperationException("No picture can be drawn.");
        using var square = new SKPaint { Color = Accent, IsAntialias = true };
        using var letter = new SKPaint { Color = SKColors.White, IsAntialias = true };
        using var font = new SKFont(TicketFonts.SemiBold, size * 0.66f);
        surface.Canvas.Clear(SKColors.Transparent);
        surface.Canvas.DrawRoundRect(SKRect.Create(size, size), size * 0.2f, size * 0.2f, square);
        surface.Canvas.DrawText("M", size / 2f, size * 0.73f, SKTextAlign.Center, font, letter);
        using var image = surface.Snapshot();
        using var png = image.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }
}
