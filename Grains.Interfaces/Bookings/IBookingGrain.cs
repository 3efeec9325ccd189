using System.Collections.Immutable;
using Marquee.Tickets;
using Orleans.Concurrency;

namespace Marquee.Bookings;

/// <summary>
/// Owns the course of one booking: seats, price, payment, how it ended. Keyed by booking id, which is derived from the customer and the
/// idempotency key, so a repeated request meets the same booking. Every step can be repeated and the booking goes on where it stopped.
/// </summary>
[Alias("marquee.booking")]
public interface IBookingGrain : IGrainWithStringKey
{
    /// <summary>Holds seats and makes the booking. A repeat with the same fingerprint gives the first answer.</summary>
    [Alias("create")] Task<CreateBookingResult> Create(CreateBooking command);

    /// <summary>The booking as its customer sees it, or null where there is none or it is another customer's.</summary>
    [Alias("get"), AlwaysInterleave] Task<BookingView?> Get(UserId customer);

    /// <summary>Pays for the booking. One live payment at a time; a repeat gives that payment's answer.</summary>
    [Alias("pay")] Task<PayBookingResult> Pay(PayBooking command);

    /// <summary>Frees the seats of a booking that is not paid yet.</summary>
    [Alias("give-up")] Task<GiveUpOutcome> GiveUp(UserId customer);

    /// <summary>What giving these seats back, or all of them, would bring now. Null where there is no such booking of the customer's.</summary>
    [Alias("quote"), AlwaysInterleave] Task<RefundQuote?> Quote(UserId customer, ImmutableArray<string> seats);

    /// <summary>Gives seats back: they are free at once, and money goes back by the show's policy. A repeat gives the first answer.</summary>
    [Alias("cancel")] Task<CancelBookingResult> Cancel(CancelBooking command);

    /// <summary>Gives part of the money back and leaves the seats. Never more than was taken, whatever else goes back.</summary>
    [Alias("refund")] Task<RefundBookingResult> Refund(RefundBooking command);

    /// <summary>The ticket of a booking that is confirmed: what it names, signed. It is a newer one once seats were given back.</summary>
    [Alias("ticket"), AlwaysInterleave] Task<TicketResult> Ticket(UserId customer);

    /// <summary>Lets guests in, each seat once. Seats that were let in are not given back any more, and seats that were given back not let in.</summary>
    [Alias("check-in")] Task<CheckInResult> CheckIn(CheckInSeats command);

    /// <summary>What the door needs to know. Null where the booking is not confirmed.</summary>
    [Alias("at-door"), AlwaysInterleave] Task<DoorEntry?> AtDoor();

    /// <summary>
    /// The show was canceled: a booking under way ends, one that is confirmed is canceled and paid back in full. Can be repeated until it
    /// answers that nothing is left to do.
    /// </summary>
    [Alias("show-canceled")] Task<ShowCanceledAnswer> ShowCanceled(OpenClaim claim);

    /// <summary>
    /// Called by the show for a booking it still keeps seats for and has not heard from: finish what was begun. Answers true where the
    /// booking has ended or is unknown, so that the show can forget it.
    /// </summary>
    [Alias("resume")] Task<bool> Resume(OpenClaim claim);

    /// <summary>A payment of this booking changed; the booking asks it for the truth and goes on.</summary>
    [Alias("payment-changed")] Task PaymentChanged(PaymentId payment);
}
