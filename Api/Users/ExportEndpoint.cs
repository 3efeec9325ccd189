using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Users;
using Marquee.Wallets;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marquee.Api.Users;

/// <summary>Everything held about a user, each part from its owner.</summary>
internal static class ExportEndpoint
{
    private const int AskedAtOnce = 16;

    public static void MapExport(this RouteGroupBuilder me) => me.MapGet("/export", Export).WithName("ExportMe");

    private static async Task<Results<Ok<ExportBody>, ProblemHttpResult>> Export(ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var customer = user.UserId();
        if (await grains.Grain<IUserGrain>(customer.ToString()).Export() is not { } export) return AccountProblems.UserGone();
        var wallet = await grains.Grain<IWalletGrain>(customer.ToString()).Get();
        var bookings = await BookingsAsync(customer, grains);
        var payments = bookings.Where(booking => booking.Payment is not null).Select(booking => ExportedPayment.Of(booking.Payment!, booking.Id.ToString()));
        var refunds = await grains.GetGrain<IRefundQueries>(0).AllOf(customer);
        return TypedResults.Ok(new ExportBody(
            clock.GetUtcNow(), UserBody.Of(export.Profile), [.. export.Sessions.Select(ExportedSession.Of)], ExportedWallet.Of(wallet),
            [.. bookings.Select(ExportedBooking.Of)], [.. payments, .. await TopUpsAsync(wallet, grains)], [.. refunds.Select(ExportedRefund.Of)]));
    }

    private static async Task<List<BookingView>> BookingsAsync(UserId customer, IGrainFactory grains)
    {
        var found = await grains.GetGrain<IBookingQueries>(0).AllOf(customer);
        var bookings = new List<BookingView>(found.Length);
        foreach (var some in found.Chunk(AskedAtOnce))
            bookings.AddRange((await Task.WhenAll(some.Select(item => grains.Grain<IBookingGrain>(item.Id.ToString()).Get(customer)))).OfType<BookingView>());
        return bookings;
    }

    /// <summary>Payments into the wallet, which its entries name.</summary>
    private static async Task<List<ExportedPayment>> TopUpsAsync(WalletView wallet, IGrainFactory grains)
    {
        var ids = wallet.Entries.Where(entry => entry.Counter == CounterAccounts.TopUps).Select(entry => PaymentId.From(entry.Operation));
        var payments = new List<ExportedPayment>();
        foreach (var some in ids.Chunk(AskedAtOnce))
            payments.AddRange((await Task.WhenAll(some.Select(id => grains.Grain<IPaymentGrain>(id.ToString()).Get()))).OfType<PaymentView>().Select(payment => ExportedPayment.Of(payment, null)));
        return payments;
    }
}
