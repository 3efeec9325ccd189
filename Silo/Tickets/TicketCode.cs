using System.Collections;
using QRCoder;

namespace Marquee.Silo.Tickets;

/// <summary>A ticket's code as a QR code for paper and mail: the same level and margin as the pictures that the API draws.</summary>
internal static class TicketCode
{
    private const int PixelsPerModule = 8;

    /// <summary>True where a module is dark; row by row, with the margin.</summary>
    public static IReadOnlyList<BitArray> Modules(string code)
    {
        using var data = Encode(code);
        return [.. data.ModuleMatrix];
    }

    public static byte[] Png(string code)
    {
        using var data = Encode(code);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    private static QRCodeData Encode(string code) => QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
}
