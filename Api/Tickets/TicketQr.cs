using System.Text;
using QRCoder;

namespace Marquee.Api.Tickets;

/// <summary>
/// A ticket's code as a QR code. Its characters are those that QR packs tightest; level M stands a scratched screen or a fold in the paper,
/// and the margin of four modules is part of the picture.
/// </summary>
internal static class TicketQr
{
    private const int PixelsPerModule = 8;

    public static byte[] Png(string code)
    {
        using var data = Encode(code);
        using var picture = new PngByteQRCode(data);
        return picture.GetGraphic(PixelsPerModule);
    }

    public static byte[] Svg(string code) => Encoding.UTF8.GetBytes(SvgText(code));

    public static string DataUri(string code) => $"data:image/svg+xml;base64,{Convert.ToBase64String(Svg(code))}";

    private static string SvgText(string code)
    {
        using var data = Encode(code);
        using var picture = new SvgQRCode(data);
        return picture.GetGraphic(PixelsPerModule, "#000000", "#ffffff", sizingMode: SvgQRCode.SizingMode.ViewBoxAttribute);
    }

    private static QRCodeData Encode(string code) => QRCodeGenerator.GenerateQrCode(code, QRCodeGenerator.ECCLevel.M);
}
