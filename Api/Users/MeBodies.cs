using Marquee.Api.Bookings;
using Marquee.Api.Http;
using Marquee.Api.Payments;
using Marquee.Api.Wallets;
using Marquee.Api.Notifications;
using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Payments;
using Marquee.Users;
using Marquee.Wallets;

namespace Marquee.Api.Users;

internal sealed record ChangePasswordRequest(string? CurrentPassword, string? NewPassword);

/// <summary>What a user changes of their profile. What is left out stays; an empty text takes phone, city or language away.</summary>
internal sealed record ProfilePatch(string? Name, string? Phone, string? HomeCity, string? Language, NotifyBody? Notify)
{
    public ChangeProfile Change(Validation checks) => new(
        checks.Optional("name", Name, AccountFields.LongestName),
        checks.Phone("phone", Phone),
        checks.City("homeCity", HomeCity),
        checks.Language("language", Language),
        Notify?.Email,
        Notify?.Sms,
        Notify?.Push,
        Notify?.Whatsapp);
}

/// <summary>Everything held about a user. Hashes of passwords and tokens are not told: they say nothing about a person.</summary>
internal sealed record ExportBody(
    DateTimeOffset ExportedAt, UserBody Profile, IReadOnlyList<ExportedSession> Sessions, ExportedWallet Wallet,
    IReadOnlyList<ExportedBooking> Bookings, IReadOnlyList<ExportedPayment> Payments, IReadOnlyList<ExportedRefund> Refunds,
    IReadOnlyList<ExportedNotification> Notifications, IReadOnlyList<DeviceBody> Devices);

internal sealed record ExportedBooking(
    string Id, BookingStatus Status, string ShowId, IReadOnlyList<string> Seats, BookingPriceBody Price, DateTimeOffset CreatedAt, int Version,
    string? PaymentId, IReadOnlyList<BookingRefundBody>? Refunds, BookingFailureBody? Failure)
{
    public static ExportedBooking Of(BookingView booking) => new(
        booking.Id.ToString(), booking.Status, booking.Show.Id.ToString(), [.. booking.Seats.Select(seat => seat.Label)], BookingPriceBody.Of(booking.Price),
        booking.CreatedAt, booking.Version, booking.Payment?.Id.ToString(),
        booking.Refunds.IsDefaultOrEmpty ? null : [.. booking.Refunds.Select(BookingRefundBody.Of)], BookingFailureBody.Of(booking.Failure));
}

/// <param name="BookingId">What was paid for; left out where it went into the wallet.</param>
internal sealed record ExportedPayment(
    string Id, string? BookingId, PaymentStatus Status, PaymentMethod Method, Money Amount, Money Refunded, PaymentFailureBody? Failure)
{
    public static ExportedPayment Of(PaymentView payment, string? booking) => new(
        payment.Id.ToString(), booking, payment.Status, payment.Method, payment.Amount, payment.Amount with { Amount = payment.Refunded },
        payment.Failure is { } failure ? new(failure.Code, failure.Message) : null);
}

internal sealed record ExportedRefund(
    string Id, string PaymentId, string? BookingId, Money Amount, string Status, RefundTo RefundTo, string Reason, DateTimeOffset RequestedAt)
{
    public static ExportedRefund Of(RefundSummary refund) => new(
        refund.Id.ToString(), refund.Payment.ToString(), refund.Booking?.ToString(), refund.Amount, RefundBody.StatusOf(refund.Status), refund.To,
        refund.Reason, refund.RequestedAt);
}

/// <summary>A message about a booking, and where it went.</summary>
internal sealed record ExportedNotification(
    string Id, NotificationKind Kind, string BookingId, NotificationChannel? Channel, NotificationStatus Status, string? Address, DateTimeOffset CreatedAt, DateTimeOffset? SentAt)
{
    public static ExportedNotification Of(NotificationView message) => new(
        message.Id.ToString(), message.Kind, message.Booking.ToString(), message.Channel, message.Status, message.Address, message.CreatedAt, message.SentAt);
}

internal sealed record ExportedSession(string Id, DateTimeOffset OpenedAt, DateTimeOffset RefreshedAt, DateTimeOffset ExpiresAt)
{
    public static ExportedSession Of(SessionView session) => new(session.Id.ToString(), session.OpenedAt, session.RefreshedAt, session.ExpiresAt);
}

/// <param name="Entries">Newest first.</param>
internal sealed record ExportedWallet(Money Balance, IReadOnlyList<WalletEntryBody> Entries)
{
    public static ExportedWallet Of(WalletView wallet) =>
        new(wallet.Balance, [.. wallet.Entries.Select(entry => WalletEntryBody.Of(entry, wallet.Balance.Currency))]);
}
