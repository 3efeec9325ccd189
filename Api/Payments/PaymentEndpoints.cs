using System.Security.Claims;
using System.Text;
using Marquee.Api.Http;
using Marquee.Payments;
using Microsoft.AspNetCore.Http.HttpResults;
using QRCoder;

namespace Marquee.Api.Payments;

/// <summary>A payment by itself, of a booking or into a wallet, and its UPI link as a picture. For its customer alone.</summary>
internal static class PaymentEndpoints
{
    private const string UpiPay = "upi://pay?";
    private const int PixelsPerModule = 8;

    public static void MapPayments(this RouteGroupBuilder v1)
    {
        var payments = v1.MapGroup("/payments").WithTags("Payments").RequireAuthorization();
        payments.MapGet("/{id}", Get).WithName("GetPayment").WithMetadata(new CarriesOn());
        payments.MapGet("/{id}/qr.svg", GetSvg).WithName("GetPaymentQrSvg").Produces(StatusCodes.Status200OK, contentType: "image/svg+xml");
        payments.MapGet("/{id}/qr.png", GetPng).WithName("GetPaymentQrPng").Produces(StatusCodes.Status200OK, contentType: "image/png");
    }

    private static async Task<Results<Ok<PaymentBody>, ProblemHttpResult>> Get(string id, ClaimsPrincipal user, IGrainFactory grains) =>
        await FindAsync(id, user, grains) is { } payment ? TypedResults.Ok(PaymentBody.Of(payment)) : Problems.NotFound("payment");

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetSvg(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (LinkOf(await FindAsync(id, user, grains)) is not { } link) return Problems.NotFound("payment");
        using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var picture = new SvgQRCode(code);
        return TypedResults.File(Encoding.UTF8.GetBytes(picture.GetGraphic(PixelsPerModule)), "image/svg+xml");
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> GetPng(string id, ClaimsPrincipal user, IGrainFactory grains)
    {
        if (LinkOf(await FindAsync(id, user, grains)) is not { } link) return Problems.NotFound("payment");
        using var code = QRCodeGenerator.GenerateQrCode(link, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(code);
        return TypedResults.File(picture.GetGraphic(PixelsPerModule), "image/png");
    }

    private static async Task<PaymentView?> FindAsync(string id, ClaimsPrincipal user, IGrainFactory grains) =>
        Ids.TryParse<PaymentId>(id, out _) ? await grains.Grain<IPaymentGrain>(id).GetOf(user.UserId()) : null;

    private static string? LinkOf(PaymentView? payment) =>
        payment?.NextAction?.Url is { } url && url.StartsWith(UpiPay, StringComparison.OrdinalIgnoreCase) ? url : null;
}
