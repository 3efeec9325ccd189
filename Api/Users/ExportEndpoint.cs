using System.Security.Claims;
using Marquee.Api.Http;
using Marquee.Api.Notifications;
using Marquee.Audit;
using Marquee.Bookings;
using Marquee.Notifications;
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
        var refunds = await grains.GetGrain<IRefundQueries>(0).AllOf(customer);
        var notifications = await grains.GetGrain<INotifications>(0).AllOf(customer);
        var devices = await grains.GetGrain<IDevices>(0).Of(customer);
        return TypedResults.Ok(new ExportBody(
            clock.GetUtcNow(), UserBody.Of(export.Profile), [.. export.Sessions.Select(ExportedSession.Of)], ExportedWallet.Of(wallet),
            [.. bookings.Select(ExportedBooking.Of)], [.. await PaymentsAsync(customer, bookings, wallet, grains)], [.. refunds.Select(ExportedRefund.Of)],
            [.. notifications.Select(ExportedNotification.Of)], [.. devices.Select(DeviceBody.Of)]));
    }

    private static async Task<List<BookingView>> BookingsAsync(UserId customer, IGrainFactory grains)
    {
        var found = await grains.GetGrain<IBookingQueries>(0).AllOf(customer);
        var bookings = new List<BookingView>(found.Length);
        foreach (var some in found.Chunk(AskedAtOnce))
            bookings.AddRange((await Task.WhenAll(some.Select(item => grains.Grain<IBookingGrain>(item.Id.ToString()).Get(customer)))).OfType<BookingView>());
        return bookings;
    }

    /// <summary>
    /// Every attempt, also those that were declined: as the log names them, and as bookings and the wallet do, which may be older than it.
    /// </summary>
    private static async Task<List<ExportedPayment>> PaymentsAsync(UserId customer, List<BookingView> bookings, WalletView wallet, IGrainFactory grains)
    {
        var attempts = await grains.GetGrain<IAuditQueries>(0).PaymentsOf(customer);
        var known = attempts
            .Concat(bookings.Where(booking => booking.Payment is not null).Select(booking => new PaymentAttempt(booking.Payment!.Id, booking.Id)))
            .Concat(wallet.Entries.Where(entry => entry.Counter == CounterAccounts.TopUps).Select(entry => new PaymentAttempt(PaymentId.From(entry.Operation), null)));
        var payments = new List<ExportedPayment>();
        foreach (var some in known.DistinctBy(attempt => attempt.Payment).Chunk(AskedAtOnce))
            payments.AddRange((await Task.WhenAll(some.Select(attempt => ExportAsync(attempt, grains)))).OfType<ExportedPayment>());
        return payments;
    }

    private static async Task<ExportedPayment?> ExportAsync(PaymentAttempt attempt, IGrainFactory grains) =>
        await grains.Grain<IPaymentGrain>(attempt.Payment.ToString()).Get() is { } payment ? ExportedPayment.Of(payment, attempt.Booking?.ToString()) : null;
}
