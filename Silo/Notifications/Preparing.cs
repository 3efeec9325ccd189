using Marquee.Bookings;
using Marquee.Notifications;
using Marquee.Notifications.Domain;
using Marquee.Silo.Tickets;
using Marquee.Tickets;
using Marquee.Users;

namespace Marquee.Silo.Notifications;

/// <summary>Makes a delivery ready to be sent: to where its customer is reached now, in their language now, and only if it is still true.</summary>
internal sealed class Preparing(IGrainFactory grains, Reach reach, DeliveryTable table, TimeProvider clock)
{
    public async Task<Prepared> PrepareAsync(Delivery delivery, CancellationToken cancellation)
    {
        if (await grains.Grain<IUserGrain>(delivery.Customer.ToString()).Get() is not { } user) return Prepared.Drop("The account was deleted.");
        if (NotificationRules.CarriesTicket(delivery.Kind))
        {
            if (await grains.Grain<IBookingGrain>(delivery.Booking.ToString()).Get(delivery.Customer) is not { } booking) return Prepared.Drop("There is no such booking.");
            if (NotificationRules.IsEarly(delivery.Kind, booking.Status)) return Prepared.Wait(user, "The booking has not heard yet that it is confirmed.");
            if (NotificationRules.Outdated(delivery.Kind, booking.Status, delivery.Facts.StartsAt, booking.Show.StartsAt, clock.GetUtcNow()) is { } why) return Prepared.Drop(why);
        }

        var addresses = await reach.AddressesAsync(delivery.Channel!.Value, user, cancellation);
        if (addresses.Count == 0) return Prepared.Refuse(user, "The customer cannot be reached there, or does not want to be.");

        var ticket = NotificationRules.CarriesTicket(delivery.Kind) && delivery.Channel == NotificationChannel.Email ? await TicketAsync(delivery) : null;
        var letter = LetterWriter.Write(delivery.Kind, delivery.Facts, user.Name, delivery.Booking, Templates.LanguageOf(user.Language), ticket is not null);
        return Prepared.Send(user, new OutgoingMessage(
            delivery.Id, delivery.Kind, delivery.Booking, delivery.CreatedAt, user.Name, addresses, letter, ticket, late => table.DepartAsync(delivery, late)));
    }

    private async Task<TicketFiles?> TicketAsync(Delivery delivery)
    {
        var issued = await grains.Grain<IBookingGrain>(delivery.Booking.ToString()).Ticket(delivery.Customer);
        if (issued.Ticket is not { } ticket) return null;
        var printer = grains.GetGrain<ITicketPrinterGrain>(0);
        return new TicketFiles(await printer.Pdf(ticket), await printer.Calendar(ticket), TicketCode.Png(ticket.Code));
    }
}

/// <summary>A message, or why there is none: exactly one of the last three is there.</summary>
/// <param name="Dropped">Why it is not sent at all.</param>
/// <param name="Unsent">Why it is not sent over this channel, or not yet.</param>
internal sealed record Prepared(UserView? User, string? Dropped = null, SendResult? Unsent = null, OutgoingMessage? Message = null)
{
    public static Prepared Send(UserView user, OutgoingMessage message) => new(user, Message: message);

    public static Prepared Drop(string why) => new(null, Dropped: why);

    public static Prepared Refuse(UserView user, string why) => new(user, Unsent: SendResult.Refused(why));

    public static Prepared Wait(UserView user, string why) => new(user, Unsent: SendResult.Later(why));
}
